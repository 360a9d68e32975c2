import { BaseError, ChainMismatchError, InsufficientFundsError, UserRejectedRequestError } from 'viem'
import type { ProblemCode } from '#core/api/problem.ts'
import { DomainError } from '#core/error.ts'
import { ApiProblem, ApiUnreachable } from './api/client.ts'

/** The page came over plain HTTP from another machine: browsers give such pages neither keys nor a camera. */
export class InsecurePage extends DomainError {
  readonly code = 'insecure_page'
}

/** What happened and what to do, for a reader who has never heard of any of it. */
export type ErrorWords = { readonly title: string; readonly advice: string }

const PROBLEMS: Record<ProblemCode, ErrorWords> = {
  bad_request: { title: 'That was not understood', advice: 'Reload the page and try again.' },
  unauthenticated: { title: 'You are not signed in', advice: 'Sign in and try again.' },
  forbidden: { title: 'You may not do this', advice: 'Ask the organizer to give you the right role.' },
  not_found: { title: 'This does not exist', advice: 'Check the link, or look for it from the start page.' },
  conflict: { title: 'Somebody was faster', advice: 'Reload the page to see how things are now.' },
  nonce_reused: {
    title: 'This was sent before, with other content',
    advice: 'Reload the page and try again.',
  },
  signature_invalid: {
    title: 'The signature does not fit',
    advice: 'Make sure that the right wallet is connected, then sign again.',
  },
  expiry_out_of_range: {
    title: 'The time in the signature does not fit',
    advice: 'Check the clock of this phone, then sign again.',
  },
  refresh_reused: { title: 'Your sign-in has ended', advice: 'Sign in again.' },
  rate_limited: { title: 'Too many tries', advice: 'Wait a minute, then try again.' },
  unavailable: { title: 'The service is not ready', advice: 'Try again in a moment.' },
}

/** Words for whatever went wrong between this page, the server, the wallet and the chain. */
export function errorWords(error: unknown): ErrorWords {
  if (error instanceof ApiProblem) return PROBLEMS[error.code]
  if (error instanceof ApiUnreachable) {
    return {
      title: 'No connection',
      advice: 'Check the network. Trying again goes on by itself where it can.',
    }
  }
  if (error instanceof InsecurePage) {
    return { title: 'This address is not secure', advice: 'Open the page by its https:// address.' }
  }
  if (error instanceof BaseError) return walletWords(error)
  return { title: 'Something went wrong', advice: 'Reload the page and try again.' }
}

function walletWords(error: BaseError): ErrorWords {
  if (error.walk((cause) => cause instanceof UserRejectedRequestError)) {
    return { title: 'Your wallet said no', advice: 'Nothing was done. Try again when you are ready.' }
  }
  if (error.walk((cause) => cause instanceof InsufficientFundsError)) {
    return {
      title: 'Not enough coin in this wallet',
      advice: 'It has to cover the price and the network fee.',
    }
  }
  if (error.walk((cause) => cause instanceof ChainMismatchError)) {
    return { title: 'Your wallet is on another network', advice: 'Switch it to the network of the event.' }
  }
  return { title: 'The wallet or the chain refused', advice: error.shortMessage }
}
