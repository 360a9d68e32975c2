'use client'

import { Component, type ReactNode } from 'react'

type Props = {
  /** What is said instead. */
  readonly words: string
  readonly children: ReactNode
}

/**
 * The outermost catch of the gate: if a verdict cannot be shown, it says so in words, and the camera behind it keeps
 * running. Given a new key with each presentation, so that the next one starts clean.
 */
export class VerdictBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <p
        role="alert"
        className="fixed inset-x-4 bottom-44 z-40 rounded-card bg-attention p-5 text-lg font-medium text-on-attention"
      >
        {this.props.words}
      </p>
    )
  }
}
