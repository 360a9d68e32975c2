import {
  BaseError,
  type ChainMismatchErrorType,
  type ContractFunctionRevertedError,
  type ContractFunctionRevertedErrorType,
  type InsufficientFundsErrorType,
  type ProviderDisconnectedErrorType,
  type ResourceUnavailableRpcErrorType,
  type SwitchChainErrorType,
  type UserRejectedRequestErrorType,
} from 'viem'
import {
  ConnectorAccountNotFoundError,
  ConnectorChainMismatchError,
  ConnectorNotFoundError,
  ProviderNotFoundError,
} from 'wagmi'
import { DomainError } from '#core/error.ts'
import { ApiProblem, ApiUnreachable } from './api/client.ts'
import { PartMissing } from './wallet/load-ask-wallet.ts'
import { CoinMissing, hasComeToNothing } from './wallet/transaction-faults.ts'
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
  if (isMissingPart(error)) return { code: 'part_missing' }
  if (error instanceof InsecurePage) return { code: 'insecure_page' }
  if (hasComeToNothing(error) || hasNoWay(error) || error instanceof MirrorLate) return { code: error.code }
  if (error instanceof BaseError) return nameWalletError(error)
  if (error instanceof ConnectorChainMismatchError) return { code: 'wallet_chain' }
  if (GONE.some((Class) => error instanceof Class)) return { code: 'wallet_gone' }
  return { code: 'unknown' }
}

/** What is loaded when it is needed could not be: there is no network, or the server has newer pages by now. */
function isMissingPart(error: unknown): boolean {
  return error instanceof PartMissing || (error instanceof Error && error.name === 'ChunkLoadError')
}

/** viem's errors by their names: their classes come with most of viem, which this page may never need. */
type WalletErrorName = (
  | ChainMismatchErrorType
  | ContractFunctionRevertedErrorType
  | InsufficientFundsErrorType
  | ProviderDisconnectedErrorType
  | ResourceUnavailableRpcErrorType
  | SwitchChainErrorType
  | UserRejectedRequestErrorType
)['name']

function nameWalletError(error: BaseError): NamedError {
  const find = (name: WalletErrorName) =>
    error.walk((cause) => cause instanceof BaseError && cause.name === name)
  if (find('UserRejectedRequestError')) return { code: 'wallet_refused' }
  if (find('InsufficientFundsError')) return { code: 'wallet_funds' }
  if (find('ChainMismatchError') || find('SwitchChainError')) return { code: 'wallet_chain' }
  if (find('ResourceUnavailableRpcError')) return { code: 'wallet_busy' }
  if (find('ProviderDisconnectedError')) return { code: 'wallet_gone' }
  if (error.walk((cause) => cause instanceof WindowBlocked)) return { code: 'wallet_window' }
  const reverted = find('ContractFunctionRevertedError') as ContractFunctionRevertedError | null
  if (reverted) return { code: 'contract_refused', reason: reverted.data?.errorName ?? reverted.shortMessage }
  return { code: 'wallet_other', reason: error.shortMessage }
}
