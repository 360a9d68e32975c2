import type { ScanAnswer } from '#core/api/scan.ts'
import type { Reason } from '#core/reason.ts'
import type { Signal } from '#gate/_scanner/feedback.ts'
import type { GateView, Scanned } from '#gate/_scanner/gate-state.ts'
import type { ErrorWords } from '#ui/error-words.ts'
import { type Circumstances, reasonSentence } from './reason-sentence.ts'

/** What the whole screen says: which of the three signals, one word, one sentence. */
export type Face = {
  readonly signal: Signal
  readonly over: string
  readonly word: string
  readonly sentence: string
  readonly answer?: ScanAnswer
}

type Speech = Circumstances & { readonly errorWords: (error: unknown) => ErrorWords }

/** Reasons that speak of us rather than of the guest: nobody has decided against the ticket. */
const UNDECIDED: readonly Reason[] = ['mirror_stale']

/** What to say about a view; undefined while there is nothing to say. */
export function toFace(view: GateView, speech: Speech): Face | undefined {
  const { t } = speech
  const undecided = (word: string, sentence: string): Face => ({
    signal: 'attention',
    over: t('verdict.undecided'),
    word,
    sentence,
  })
  switch (view.kind) {
    case 'ready':
    case 'checking':
    case 'asking':
      return undefined
    case 'verdict':
      return toVerdictFace(view.scanned, speech)
    case 'undecided':
      return undecided(t('verdict.wait'), t(`delay.${view.delay}`))
    case 'problem':
      return undecided(t('verdict.notTaken'), t('verdict.notTakenText', speech.errorWords(view.problem)))
    case 'fault':
      return undecided(t('verdict.notKept'), t('verdict.notKeptText'))
  }
}

function toVerdictFace({ answer, direction, isLate, isDenied }: Scanned, speech: Speech): Face {
  const { t } = speech
  if (answer.verdict === 'admit' && isLate) {
    // green would let in whoever stands there now
    const [over, word, sentence] = [t('verdict.late'), t('verdict.lateWord'), t('verdict.lateText')]
    return { signal: 'attention', over, word, sentence, answer }
  }
  if (answer.verdict === 'admit') {
    return direction === 'exit'
      ? {
          signal: 'admit',
          over: t('verdict.exit'),
          word: t('verdict.leave'),
          sentence: t('verdict.left'),
          answer,
        }
      : {
          signal: 'admit',
          over: t('verdict.welcome'),
          word: t('verdict.admit'),
          sentence: t('verdict.admitted'),
          answer,
        }
  }
  if (isDenied) {
    const [over, word, sentence] = [t('verdict.refuse'), t('verdict.denied'), t('verdict.deniedText')]
    return { signal: 'refuse', over, word, sentence, answer }
  }
  const word = answer.reason ? t(`word.${answer.reason}`) : t('verdict.no')
  const sentence = reasonSentence(answer, speech)
  if (answer.reason && UNDECIDED.includes(answer.reason)) {
    return { signal: 'attention', over: t('verdict.undecided'), word, sentence, answer }
  }
  return { signal: 'refuse', over: t('verdict.refuse'), word, sentence, answer }
}
