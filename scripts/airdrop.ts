/**
 * Gives a ticket to everybody on a list, however long it is, in chunks that fit into a transaction. May be called again
 * after whatever went wrong: nobody gets two. Without a key it sends nothing and tells what is missing.
 *
 *     RPC_URL=… MINTER_PRIVATE_KEY=0x… node scripts/airdrop.ts \
 *       --event 0x… --tier 2 --name 'press, first round' --list press.csv [--confirmations 2]
 *
 * The list has one address per row, in the first column. The name is what makes the airdrop this one: the same name and
 * list are the same airdrop, from wherever they are sent.
 */
import { readFileSync } from 'node:fs'
import type { Hex } from 'viem'
import { createClient, http, isAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { parseRecipients, type RecipientProblem } from '#core/chain/recipients.ts'
import { findAirdropProgress, sendAirdrop } from './airdrop/send.ts'
import { readArguments, refuse } from './arguments.ts'

const USAGE =
  'Usage: RPC_URL=… node scripts/airdrop.ts --event 0x… --tier N --name NAME --list FILE [--confirmations N]'

const { values } = readArguments(USAGE, {
  options: {
    event: { type: 'string' },
    tier: { type: 'string' },
    name: { type: 'string' },
    list: { type: 'string' },
    confirmations: { type: 'string', default: '1' },
  },
})
const { event, tier, name, list } = values
const { RPC_URL: rpcUrl, MINTER_PRIVATE_KEY: privateKey } = process.env
if (!rpcUrl) refuse('Set RPC_URL to the node to send through', USAGE)
if (!event || !isAddress(event)) refuse('--event must be the address of an event', USAGE)
if (!name) refuse('--name must tell this airdrop apart from the others of the event', USAGE)
if (!list) refuse('--list must be a file', USAGE)
if (!/^\d+$/.test(tier ?? '')) refuse('--tier must be the id of a tier', USAGE)
if (!/^\d+$/.test(values.confirmations)) refuse('--confirmations must be a number of blocks', USAGE)
if (privateKey && !/^0x[0-9a-fA-F]{64}$/.test(privateKey))
  refuse('MINTER_PRIVATE_KEY must be 0x and 64 hexadecimal digits', USAGE)

const { recipients, problems } = parseRecipients(readList(list))
for (const problem of problems) console.error(describeProblem(problem))
if (problems.length > 0) {
  console.error(`${problems.length} rows to mend; nothing was sent`)
  process.exit(1)
}

const airdrop = { name, tierId: Number(tier), recipients }
const reader = createClient({ transport: http(rpcUrl) })
const { done, missing } = await findAirdropProgress(reader, event, airdrop)
const countOf = (chunks: typeof done) => chunks.reduce((sum, chunk) => sum + chunk.recipients.length, 0)
console.log(
  `${recipients.length} recipients: ${countOf(done)} have their ticket, ${countOf(missing)} have not`,
)

if (privateKey && missing.length > 0) {
  const client = createClient({ account: privateKeyToAccount(privateKey as Hex), transport: http(rpcUrl) })
  const sent = await sendAirdrop({
    client,
    event,
    airdrop,
    confirmations: Number(values.confirmations),
    onArrived: (chunk, hash) =>
      console.log(`recipients ${chunk.start + 1} to ${chunk.start + chunk.recipients.length}: ${hash}`),
  })
  console.log(`Done in ${sent} transactions`)
}

function readList(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return refuse(`--list: ${error instanceof Error ? error.message : path}`, USAGE)
  }
}

function describeProblem({ row, text, fault, firstRow }: RecipientProblem): string {
  const words = {
    not_an_address: 'is not an address',
    checksum_wrong: 'has a wrong checksum: a character is mistyped',
    zero_address: 'is the address of nobody',
    listed_before: `stands in row ${firstRow} already`,
  } as const
  return `row ${row}: ${text} ${words[fault]}`
}
