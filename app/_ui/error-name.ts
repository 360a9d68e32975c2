import {
  BaseError,
  ChainMismatchError,
  ContractFunctionRevertedError,
  InsufficientFundsError,
  ProviderDisconnectedError,
  ResourceUnavailableRpcError,
  SwitchChainError,
  UserRejectedRequestError,
} from 'viem'
import {
  ConnectorAccountNotFoundError,
  ConnectorChainMismatchError,
  ConnectorNotFoundError,
  ProviderNotFoundError,
} from 'wagmi'
import { DomainError } from '#core/error.ts'
import { ApiProblem, ApiUnreachable } from './api/client.ts'
import { hasComeToNothing } from './wallet/follow-transaction.ts'
import { CoinMissing } from './wallet/require-coin.ts'
import { MirrorLate } from './wallet/wait-for-mirror.ts'
import { hasNoWay, WindowBlocked } from './wallet/wallet-faults.ts'
import type en from './words/en.ts'

/** The page came over plain HTTP from another machine: browsers give such pages neither keys nor a camera. */
export class InsecurePage extends DomainError {
  readonly code = 'insecure_page'
}

/** Everything that can go wrong between this page, the server, the wallet and the chain. */
export type ErrorCode = keyof (typeof en)['errorTitle']

type Said = 'contract_refused' | 'wallet_other'

/** An error by its code, with what the other side said where that is all there is to tell. */
export type NamedError =
  | { readonly code: Exclude<ErrorCode, Said> }
  | { readonly code: Said; readonly reason: string }

/** What wagmi says of a wallet that was locked, removed or disconnected in the meantime. */
const GONE = [ConnectorNotFoundError, ConnectorAccountNotFoundError, ProviderNotFoundError]

/** Finds the code of an error. Never throws. */
export function nameError(error: unknown): NamedError {
  if (error instanceof ApiProblem) return { code: error.code }
  if (error instanceof ApiUnreachable) return { code: 'unreachable' }
  if (error instanceof CoinMissing) return { code: 'wallet_funds' }
  if (error instanceof InsecurePage) return { code: 'insecure_page' }
  if (hasComeToNothing(error) || hasNoWay(error) || error instanceof MirrorLate) return { code: error.code }
  if (error instanceof BaseError) return nameWalletError(error)
  if (error instanceof ConnectorChainMismatchError) return { code: 'wallet_chain' }
  if (GONE.some((Class) => error instanceof Class)) return { code: 'wallet_gone' }
  return { code: 'unknown' }
}

function nameWalletError(error: BaseError): NamedError {
  const has = (Class: new (...given: never[]) => Error) =>
    error.walk((cause) => cause instanceof Class) !== null
  if (has(UserRejectedRequestError)) return { code: 'wallet_refused' }
  if (has(InsufficientFundsError)) return { code: 'wallet_funds' }
  if (has(ChainMismatchError) || has(SwitchChainError)) return { code: 'wallet_chain' }
  if (has(ResourceUnavailableRpcError)) return { code: 'wallet_busy' }
  if (has(ProviderDisconnectedError)) return { code: 'wallet_gone' }
  if (has(WindowBlocked)) return { code: 'wallet_window' }
  const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError)
  if (reverted instanceof ContractFunctionRevertedError) {
    return { code: 'contract_refused', reason: reverted.data?.errorName ?? reverted.shortMessage }
  }
  return { code: 'wallet_other', reason: error.shortMessage }
}
