import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import hre from 'hardhat'
import type { Address } from 'viem'
import { createPublicClient, http, zeroAddress } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { parseEventId } from '#core/event-id.ts'
import { deployFactory } from '#scripts/deploy.ts'
import { seedDemo } from '#scripts/seed.ts'
import { freshAddresses } from '#test/contracts/event.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const RECIPIENTS = freshAddresses(3)

describe('node scripts/airdrop.ts', () => {
  let server: Awaited<ReturnType<typeof hre.network.createServer>>
  let rpcUrl: string
  let event: Address
  let organizerKey: string
  let folder: string

  before(async function () {
    // compiles the contracts if nobody has
    this.timeout(300_000)
    folder = mkdtempSync(join(tmpdir(), 'usher-airdrop-'))
    server = await hre.network.createServer('default', '127.0.0.1', 0)
    const { address, port } = await server.listen()
    rpcUrl = `http://${address}:${port}`
    const { factory } = await deployFactory({ rpcUrl })
    const demo = await seedDemo({ rpcUrl, factory, startedAt: new Date() })
    event = parseEventId(demo.events[0]?.eventId ?? '')?.contract ?? zeroAddress
    organizerKey = demo.accounts.find(({ role }) => role === 'organizer')?.privateKey ?? ''
  })

  after(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })

  /** Runs the command with a list of these rows. */
  const run = async (rows: readonly string[], keys: { MINTER_PRIVATE_KEY?: string } = {}) => {
    const list = join(folder, 'press.csv')
    writeFileSync(list, rows.join('\n'))
    const command = ['scripts/airdrop.ts', '--event', event, '--tier', '1', '--name', 'press', '--list', list]
    const child = spawn(process.execPath, command, {
      cwd: PROJECT,
      env: { ...process.env, RPC_URL: rpcUrl, ...keys },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const printed: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk))
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { code, output: Buffer.concat(printed).toString() }
  }

  const balances = () => {
    const client = createPublicClient({ transport: http(rpcUrl) })
    const balanceOf = (address: Address) =>
      client.readContract({
        address: event,
        abi: usherEventAbi,
        functionName: 'balanceOf',
        args: [address],
      })
    return Promise.all(RECIPIENTS.map(balanceOf))
  }

  it('names every row that is wrong and sends nothing', async () => {
    const [first = '', second = ''] = RECIPIENTS
    const rows = ['Address;Name', first, 'ada.eth', second, zeroAddress, first]
    const { code, output } = await run(rows, { MINTER_PRIVATE_KEY: organizerKey })
    expect(code).to.equal(1)
    expect(output).to.include('row 3: ada.eth is not an address')
    expect(output).to.include(`row 5: ${zeroAddress} is the address of nobody`)
    expect(output).to.include(`row 6: ${first} stands in row 2 already`)
    expect(await balances()).to.deep.equal([0n, 0n, 0n])
  }).timeout(120_000)

  it('tells what is missing without a key, sends it with one, and nothing the second time', async () => {
    const keys = { MINTER_PRIVATE_KEY: organizerKey }
    const [before, sent, again] = [
      await run(RECIPIENTS),
      await run(RECIPIENTS, keys),
      await run(RECIPIENTS, keys),
    ]
    expect(before.output).to.include('3 recipients: 0 have their ticket, 3 have not')
    expect(sent.output).to.match(/recipients 1 to 3: 0x[0-9a-f]{64}\nDone in 1 transactions/)
    expect(again.output).to.include('3 recipients: 3 have their ticket, 0 have not')
    expect([before.code, sent.code, again.code]).to.deep.equal([0, 0, 0])
    expect(await balances()).to.deep.equal([1n, 1n, 1n])
  }).timeout(120_000)
})
