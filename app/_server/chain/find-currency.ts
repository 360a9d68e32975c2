import {
  type Address,
  BaseError,
  decodeFunctionResult,
  encodeFunctionData,
  erc20Abi,
  type PublicClient,
} from 'viem'
import type { Currency, CurrencyRefusal } from '#core/api/currency.ts'
import { isFitCoin } from '#core/coin.ts'
import { ProblemError, unavailable } from '../http/problem.ts'
import { isFromTransport } from './transport-failure.ts'

/**
 * What an ERC-20 says of itself, for an organizer who wants to sell in it. That it takes no fee and keeps balances as they
 * are nobody can tell before a payment, which is when the contract looks.
 *
 * @throws ProblemError `not_found` with the reason `no_contract` or `no_token`; `rate_limited`; `unavailable`
 */
export type FindCurrency = (token: Address, asker: Address) => Promise<Currency>

type Ports = {
  readonly chain: PublicClient
  /** counts a question to a contract of strangers; what it answers ends the count */
  readonly beginContractCheck: (asker: Address) => Promise<() => void>
}

/** A symbol and decimals cost an honest token some thousand gas. */
const gas = 200_000n

export function createFindCurrency({ chain, beginContractCheck }: Ports): FindCurrency {
  return async (address, asker) => {
    const end = await beginContractCheck(asker)
    try {
      const code = await chain.getCode({ address })
      if (code === undefined || code === '0x') throw refuse('no_contract', 'There is no contract here.')
      const coin = await readCoin(chain, address)
      if (!coin || !isFitCoin(coin)) {
        throw refuse('no_token', 'This contract tells no symbol and decimals that prices can be in.')
      }
      return { address, ...coin }
    } catch (error) {
      if (error instanceof BaseError) throw unavailable('The chain does not answer.', error)
      throw error
    } finally {
      end()
    }
  }
}

/** Undefined if the contract does not say. */
async function readCoin(chain: PublicClient, address: Address) {
  const ask = async (functionName: 'symbol' | 'decimals') =>
    (await chain.call({ to: address, gas, data: encodeFunctionData({ abi: erc20Abi, functionName }) }))
      .data ?? '0x'
  try {
    const [symbol, decimals] = await Promise.all([ask('symbol'), ask('decimals')])
    return {
      symbol: decodeFunctionResult({ abi: erc20Abi, functionName: 'symbol', data: symbol }),
      decimals: decodeFunctionResult({ abi: erc20Abi, functionName: 'decimals', data: decimals }),
    }
  } catch (error) {
    if (error instanceof BaseError && !isFromTransport(error)) return undefined
    throw error
  }
}

function refuse(reason: CurrencyRefusal, detail: string): ProblemError {
  return new ProblemError('not_found', detail, { reason })
}
