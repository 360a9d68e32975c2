import { expect } from 'chai'
import type pg from 'pg'
import { scans } from '#core/api/scan.ts'
import { announceNumbers, drawNumber } from '#server/scans/scan-sql.ts'
import { call, newAccount } from '../client.ts'
import { type Gate, openGate } from '../gate.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

describe('the log while it is written', () => {
  let world: World
  let stage: Stage
  let gate: Gate

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
    gate = await openGate(world, stage)
  })
  after(() => world.close())

  const readAfter = async (after: string) => {
    const { body } = await call(world.url, `${stage.path}/scans?after=${after}`, { token: gate.token })
    return scans.parse(body).scans.map(({ scanId }) => scanId)
  }

  /** A scan of another process: its number is drawn, its row not yet on disk. */
  const beginScan = async (): Promise<pg.PoolClient> => {
    const other = await world.owner.connect()
    await other.query('BEGIN')
    await other.query(`WITH ${announceNumbers} SELECT ${drawNumber} FROM announced`)
    return other
  }

  it('ends before a number that was drawn and is not on disk yet, and goes on once it is', async () => {
    await gate.scan({ code: 'first' })
    const [first = ''] = await readAfter('0')
    const other = await beginScan()
    try {
      await gate.scan({ code: 'third' })
      expect(await readAfter(first)).to.deep.equal([])
      expect(await readAfter('0')).to.deep.equal([first])
    } finally {
      await other.query('ROLLBACK')
      other.release()
    }
    expect(await readAfter(first)).to.have.length(1)
  })

  it('goes on behind a process that was killed, whose numbers nobody will ever see', async () => {
    const [last = ''] = (await readAfter('0')).slice(-1)
    const other = await beginScan()
    await gate.scan({ code: 'fourth' })
    expect(await readAfter(last)).to.deep.equal([])
    other.release(new Error('gone'))
    const deadline = Date.now() + 30_000
    while ((await readAfter(last)).length === 0) {
      if (Date.now() > deadline) throw new Error('The log did not go on behind the killed process')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })
})
