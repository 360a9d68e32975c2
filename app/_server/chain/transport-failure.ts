import { BaseError, HttpRequestError, TimeoutError } from 'viem'

/** Whether a call failed on its way: the node did not answer, which is no word on what was asked. */
export function isFromTransport(error: unknown): boolean {
  const isTransport = (cause: unknown) => cause instanceof HttpRequestError || cause instanceof TimeoutError
  return isTransport(error) || (error instanceof BaseError && error.walk(isTransport) !== null)
}
