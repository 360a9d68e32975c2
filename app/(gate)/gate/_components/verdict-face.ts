import type { ScanAnswer } from '#core/api/scan.ts'
import type { Signal } from '#gate/_scanner/feedback.ts'
import type { GateView, Scanned } from '#gate/_scanner/gate-state.ts'
import type { Delay } from '#gate/_scanner/scan-sender.ts'
import { errorWords } from '#ui/error-words.ts'
import { REASON_WORDS, UNDECIDED_REASONS } from './reason-words.ts'

/** What the whole screen says: which of the three signals, one word, one sentence. */
export type Face = {
  readonly signal: Signal
  readonly over: string
  readonly word: string
  readonly sentence: string
  readonly answer?: ScanAnswer
}

/** What to say about a view; undefined while there is nothing to say. */
export function toFace(view: GateView): Face | undefined {
  switch (view.kind) {
    case 'ready':
    case 'checking':
      return undefined
    case 'verdict':
      return toVerdictFace(view.scanned)
    case 'undecided':
      return { signal: 'attention', over: 'Not decided', word: 'Wait', sentence: DELAYS[view.delay] }
    case 'problem': {
      const { title, advice } = errorWords(view.problem)
      return { signal: 'attention', over: 'Not decided', word: 'Not taken', sentence: `${title}. ${advice}` }
    }
    case 'fault':
      return {
        signal: 'attention',
        over: 'Not decided',
        word: 'Not kept',
        sentence: 'This device could not keep the scan, so it was not sent. Free some space, then reload.',
      }
  }
}

const DELAYS: Record<Delay, string> = {
  unreachable: 'No connection: this gate cannot decide. The scan is kept and sent as soon as there is one.',
  signed_out: 'Your sign-in has ended. Sign in again; the scan is kept.',
  rate_limited: 'Too many scans in a minute. The scan is kept and sent in a moment.',
}

function toVerdictFace({ answer, direction }: Scanned): Face {
  const sentence = answer.message
  if (answer.verdict === 'admit') {
    const isExit = direction === 'exit'
    return {
      signal: 'admit',
      over: isExit ? 'Exit' : 'Welcome',
      word: isExit ? 'Leave' : 'Admit',
      sentence,
      answer,
    }
  }
  if (answer.reason && UNDECIDED_REASONS.includes(answer.reason)) {
    return { signal: 'attention', over: 'Not decided', word: REASON_WORDS[answer.reason], sentence, answer }
  }
  const word = answer.reason ? REASON_WORDS[answer.reason] : 'No'
  return { signal: 'refuse', over: 'Refuse', word, sentence, answer }
}
