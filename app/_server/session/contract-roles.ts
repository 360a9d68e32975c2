import type { Address } from 'viem'
import type { ContractRole } from '#core/api/auth.ts'
import type { ContractRoles } from '#core/api/contract-role.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes, toHex } from '../bytes.ts'
import { readAtOneBlock } from '../events/mirror-position.ts'

/** Every event whose contract has given an account a role, as of the mirror's block, and which. */
export type FindContractRolesOf = (
  account: Address,
) => Promise<readonly { readonly eventKey: Uint8Array; readonly role: ContractRole }[]>

export function createFindContractRolesOf(db: Database): FindContractRolesOf {
  return async (account) => {
    const rows = await db.contractRole.findMany({
      where: { address: toBytes(account) },
      orderBy: [{ eventId: 'asc' }, { role: 'asc' }],
    })
    return rows.map(({ eventId, role }) => ({ eventKey: eventId, role: role as ContractRole }))
  }
}

/** Who holds a role of an event's contract beside its organizer, as of the mirror's block. */
export type FindContractRoles = (eventKey: Uint8Array<ArrayBuffer>) => Promise<ContractRoles>

type Ports = { readonly db: Database; readonly chainId: number }

export function createFindContractRoles({ db, chainId }: Ports): FindContractRoles {
  return (eventId) =>
    readAtOneBlock({ db, chainId }, async (at, asOf) => {
      const rows = await at.contractRole.findMany({
        where: { eventId },
        orderBy: [{ role: 'asc' }, { address: 'asc' }],
      })
      const holders = rows.map(({ role, address }) => ({
        role: role as ContractRole,
        address: toHex(address),
      }))
      return { holders, asOf }
    })
}

/** Whether an event's organizer has let an account issue tickets, as of the mirror. */
export type IsMinter = (account: Address, eventKey: Uint8Array<ArrayBuffer>) => Promise<boolean>

export function createIsMinter(db: Database): IsMinter {
  return async (account, eventId) => {
    const given = { eventId, role: 'minter', address: toBytes(account) }
    return (await db.contractRole.count({ where: given })) > 0
  }
}
