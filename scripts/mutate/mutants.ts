import type { Mutant } from './mutant.ts'
import { guardMutants } from './tables/guards.ts'
import { ledgerMutants } from './tables/ledger.ts'
import { moneyMutants } from './tables/money.ts'
import { paperMutants } from './tables/papers.ts'
import { termMutants } from './tables/terms.ts'
import { ticketMutants } from './tables/tickets.ts'

/** Every rule that is broken, one at a time. */
export const mutants: readonly Mutant[] = [
  ...ticketMutants,
  ...ledgerMutants,
  ...moneyMutants,
  ...paperMutants,
  ...termMutants,
  ...guardMutants,
]
