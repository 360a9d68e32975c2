import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { rebuildMirror } from '#scripts/mirror/rebuild.ts'
import { type ChainStage, openChainStage } from '#test/indexer/chain-stage.ts'
import { type MirrorStage, openMirrorStage } from '#test/indexer/mirror-stage.ts'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

/** What somebody does who writes the mirror by hand. */
const byHand = (sql: string) => `
  BEGIN; SELECT set_config('usher.chain_id', '31337', true), set_config('usher.block_number', 'final', true);
  ${sql}; COMMIT`

describe('npm run mirror', function () {
  this.timeout(300_000)

  let chain: ChainStage
  let mirror: MirrorStage

  before(async () => {
    chain = await openChainStage()
    mirror = await openMirrorStage(chain, { assumedFinalDepth: 5n })
    const event = await chain.createEvent()
    await chain.as(chain.ada, event).buy(5)
    await chain.mine(10)
    await chain.as(chain.ada, event).give(1_000_001n, chain.ben)
    await mirror.catchUp()
  })
  after(async () => {
    await mirror.close()
    await chain.stop()
  })

  const place = () => ({
    ownerUrl: mirror.ownerUrl,
    rpcUrl: chain.rpcUrl,
    secondRpcUrl: undefined,
    followed: chain.followed,
  })

  /** Runs the command; answers its exit code and what it printed. */
  const run = (command: string) => {
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: mirror.ownerUrl,
      RPC_URL: chain.rpcUrl,
      CHAIN_ID: String(chain.followed.chainId),
      FACTORY_ADDRESS: chain.followed.factory,
      FACTORY_START_BLOCK: String(chain.followed.startBlock),
    } as unknown as NodeJS.ProcessEnv
    return promisify(execFile)(process.execPath, ['scripts/mirror.ts', command], { cwd: PROJECT, env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    )
  }

  describe('verify', () => {
    it('finds no difference in a mirror that is right', async () => {
      expect(await run('verify')).to.deep.equal({ code: 0, stdout: 'The mirror equals the chain\n' })
    })

    it('lists every difference, and ends with 1', async () => {
      await mirror.asOwner(byHand(`UPDATE mirror.ticket SET status = 'void' WHERE token_id = 1000002`))
      await mirror.asOwner(byHand('DELETE FROM mirror.transfer WHERE token_id = 1000003'))
      const { code, stdout } = await run('verify')
      expect(code).to.equal(1)
      expect(stdout).to.match(/ticket 1000002 of 0x\w+: status is void in the mirror, valid on the chain/)
      expect(stdout).to.match(/log \d+ of block \d+ of 0x\w+ is missing in the mirror\n2 differences\n$/)
    })
  })

  describe('rebuild', () => {
    it('puts right what was wrong and touches nothing else', async () => {
      await mirror.asOwner(`UPDATE registry.list SET name = 'Renamed'`)
      const [before] = await mirror.asOwner('SELECT confirmed_at FROM mirror.chain')
      const { changed } = await rebuildMirror({ ...place(), say: () => {} })
      expect(changed).to.have.members(['1 of ticket', '1 of transfer'])
      await mirror.expectEqual()
      expect(await mirror.asOwner('SELECT confirmed_at FROM mirror.chain')).to.deep.equal([before])
      expect(await mirror.asOwner('SELECT DISTINCT name FROM registry.list')).to.deep.equal([
        { name: 'Renamed' },
      ])
    })

    it('leaves a mirror that the indexer goes on with, back over blocks that leave the chain too', async () => {
      const leave = await chain.mark()
      await chain.as(chain.ada, await chain.createEvent('Leaves again')).buy(2)
      await mirror.catchUp()
      await rebuildMirror({ ...place(), say: () => {} })
      await leave()
      await chain.mine(3)
      await mirror.catchUp()
      await mirror.expectEqual()
      expect(await mirror.database.event.count()).to.equal(1)
    })

    it('shows nobody an empty mirror meanwhile', async () => {
      const seen = new Set<number>()
      let isDone = false
      const look = async (): Promise<void> => {
        while (!isDone) seen.add(await mirror.database.ticket.count())
      }
      const looking = look()
      await rebuildMirror({ ...place(), say: () => {} })
      isDone = true
      await looking
      expect([...seen]).to.deep.equal([5])
    })

    it('waits for the live mirror when that is behind', async () => {
      await chain.mine(1)
      const said: string[] = []
      let caughtUp: Promise<void> | undefined
      const say = (sentence: string): void => {
        said.push(sentence)
        if (sentence.startsWith('The live mirror')) caughtUp ??= mirror.catchUp()
      }
      await rebuildMirror({ ...place(), say })
      await caughtUp
      expect(said).to.include('The live mirror is at another block; once more')
      await mirror.expectEqual()
    })

    it('leaves no database behind', async () => {
      const left = await mirror.asOwner(`SELECT FROM pg_database WHERE datname LIKE 'usher_rebuild_%'`)
      expect(left).to.deep.equal([])
    })
  })
})
