import { type Hex, keccak256, toHex } from 'viem'
import type { ContractRole } from '../api/auth.ts'

/** What an event's contract calls its roles: `MINTER_ROLE()` and `GATE_ROLE()` of `IEventOffice`. */
export const CONTRACT_ROLES: Readonly<Record<ContractRole, Hex>> = {
  minter: keccak256(toHex('MINTER_ROLE')),
  gate: keccak256(toHex('GATE_ROLE')),
}
