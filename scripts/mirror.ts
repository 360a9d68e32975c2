/**
 * `npm run mirror -- verify` compares the whole mirror with the chain and lists every difference; exit code 1 if there
 * is any. `npm run mirror -- rebuild` builds the mirror anew beside the live one and swaps it in. Both while everything
 * runs: against what the variables of .env.example name, or else what `npm start` has started here.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createPublicClient, http, type PublicClient } from 'viem'
import { verifyMirror } from '#indexer/verify.ts'
import { createDatabase } from '#prisma/client.ts'
import { findMirrorPlace, type MirrorPlace } from './mirror/place.ts'
import { rebuildMirror } from './mirror/rebuild.ts'

const PROJECT = join(import.meta.dirname, '..')

const COMMANDS: Readonly<Record<string, (place: MirrorPlace) => Promise<number>>> = { verify, rebuild }

const command = COMMANDS[process.argv[2] ?? '']
if (command && process.argv.length === 3) {
  if (existsSync(join(PROJECT, '.env'))) process.loadEnvFile(join(PROJECT, '.env'))
  try {
    process.exitCode = await command(findMirrorPlace(process.env, join(PROJECT, '.usher', 'place.json')))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
  }
} else {
  console.error('Usage: npm run mirror -- verify|rebuild')
  process.exitCode = 2
}

async function verify({ ownerUrl, rpcUrl, followed }: MirrorPlace): Promise<number> {
  const database = createDatabase(ownerUrl, { name: 'usher-verify', connections: 2, timeoutMs: 600_000 })
  try {
    const client = createPublicClient({ transport: http(rpcUrl, { batch: true }) }) as PublicClient
    const differences = await verifyMirror(database, client, followed)
    for (const difference of differences) console.log(difference)
    console.log(
      differences.length === 0 ? 'The mirror equals the chain' : `${differences.length} differences`,
    )
    return differences.length === 0 ? 0 : 1
  } finally {
    await database.$disconnect()
  }
}

async function rebuild(place: MirrorPlace): Promise<number> {
  const { block, changed } = await rebuildMirror({ ...place, say: (sentence) => console.log(sentence) })
  console.log(
    changed.length === 0
      ? `The new mirror is in place at block ${block}; the old one was the same, row by row`
      : `The new mirror is in place at block ${block}; rows that differed: ${changed.join(', ')}`,
  )
  return 0
}
