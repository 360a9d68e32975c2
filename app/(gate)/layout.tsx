import type { ReactNode } from 'react'

/** Pages for the gate: dark by default, as a white screen blinds steward and guest at night. */
export default function GateLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div data-theme="dark" className="min-h-dvh bg-paper text-ink">
      {children}
    </div>
  )
}
