import { DomainError } from '#core/error.ts'

/** A part of the page that is loaded when it is needed has not come in the time that somebody can be asked to wait. */
export class PartMissing extends DomainError {
  readonly code = 'part_missing'
}

const PATIENCE_MS = 30_000

/**
 * What asks the wallet; loaded once.
 *
 * @throws PartMissing, or what the browser throws, where it cannot be loaded; asking again tries again.
 */
export async function loadAskWallet(): Promise<typeof import('./ask-wallet.ts')> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new PartMissing('a part of the page does not come')),
    PATIENCE_MS,
  )
  try {
    return await Promise.race([import('./ask-wallet.ts'), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
