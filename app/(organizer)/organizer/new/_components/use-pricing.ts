'use client'

import { useQuery } from '@tanstack/react-query'
import { isAddress } from 'viem'
import { useChains } from 'wagmi'
import type { CurrencyRefusal } from '#core/api/currency.ts'
import { currencyRefusals } from '#core/api/currency.ts'
import type { Coin } from '#core/coin.ts'
import type { Pricing } from '#core/event-draft/check-draft.ts'
import type { EventDraft } from '#core/event-draft/draft.ts'
import { currencyQuery } from '#organizer/_office/queries.ts'
import { ApiProblem } from '#ui/api/client.ts'

/** The coin that a draft's prices are in, and how its amounts are written. */
export type DraftCoin = Pricing & Coin

/** What is known of the coin that a draft's prices are in. */
export type DraftPricing = {
  readonly native: Coin
  /** undefined while no token was found */
  readonly coin: DraftCoin | undefined
  /** why prices cannot be in what is at the address */
  readonly refusal: CurrencyRefusal | undefined
  readonly isAsking: boolean
  /** the server or the chain did not answer */
  readonly error: unknown
}

/** Asks the token that was typed what it is called and how many decimals it has; the native coin is known. */
export function usePricing({ paidIn, currency }: Pick<EventDraft, 'paidIn' | 'currency'>): DraftPricing {
  const [{ nativeCurrency: native }] = useChains()
  const address = currency.trim().toLowerCase()
  const isToken = paidIn === 'token'
  const query = useQuery({ ...currencyQuery(address), enabled: isToken && isAddress(address) })
  if (!isToken) {
    const { symbol, decimals } = native
    const coin = { currency: null, symbol, decimals }
    return { native, coin, refusal: undefined, isAsking: false, error: undefined }
  }
  const { data, error } = query
  const refusal = error ? refusalOf(error) : undefined
  return {
    native,
    coin: data && { currency: data.address, symbol: data.symbol, decimals: data.decimals },
    refusal,
    isAsking: query.isFetching,
    error: error && !refusal ? error : undefined,
  }
}

function refusalOf(error: unknown): CurrencyRefusal | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  return currencyRefusals.find((refusal) => refusal === error.reason)
}
