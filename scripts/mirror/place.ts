import type { Followed } from '#indexer/store.ts'
import { EnvironmentInvalid, readSettings, type Source } from '#runtime/environment.ts'
import { findPlace } from '../stack/place.ts'

/** Where a mirror is, and what it mirrors. */
export type MirrorPlace = {
  /** The database as its owner. */
  readonly ownerUrl: string
  readonly rpcUrl: string
  readonly secondRpcUrl: string | undefined
  readonly followed: Followed
}

/**
 * Finds the mirror that is meant: the variables say, or else what the last start on this machine wrote down.
 *
 * @throws EnvironmentInvalid when neither does
 */
export function findMirrorPlace(source: Source, startedFile: string): MirrorPlace {
  const settings = readSettings(source)
  const started = findPlace(startedFile)
  const ownerUrl = settings.DATABASE_URL ?? started?.ownerUrl
  const { RPC_URL, SECOND_RPC_URL: secondRpcUrl } = settings
  const chainId = settings.CHAIN_ID ?? started?.chainId
  const factory = RPC_URL ? settings.FACTORY_ADDRESS : (started?.factory as Followed['factory'] | undefined)
  const startBlock = RPC_URL ? settings.FACTORY_START_BLOCK : started?.startBlock
  const rpcUrl = RPC_URL ?? started?.rpcUrl
  const needed = {
    DATABASE_URL: ownerUrl,
    RPC_URL: rpcUrl,
    CHAIN_ID: chainId,
    FACTORY_ADDRESS: factory,
    FACTORY_START_BLOCK: startBlock,
  }
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []))
  if (!ownerUrl || !rpcUrl || !chainId || !factory || startBlock === undefined) {
    const sentence = 'must be set, as nothing that `npm start` has started was found here'
    throw new EnvironmentInvalid(missing.map((name) => ({ name, sentence })))
  }
  return { ownerUrl, rpcUrl, secondRpcUrl, followed: { chainId, factory, startBlock: BigInt(startBlock) } }
}
