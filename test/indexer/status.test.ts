import { expect } from 'chai'
import { noChanges } from '#indexer/changes.ts'
import { createStatus } from '#indexer/status.ts'

const HASH = `0x${'11'.repeat(32)}` as const

describe("the indexer's status", () => {
  const open = () => {
    const clock = { ms: 0 }
    const status = createStatus(() => clock.ms)
    const ask = async () => {
      const page = await status.pages['/status']?.()
      return { code: page?.status, ...JSON.parse(page?.body ?? '{}') }
    }
    return { clock, status, ask }
  }

  it('is green while it stands by', async () => {
    expect(await open().ask()).to.include({ code: 200, status: 'green', role: 'stands by' })
  })

  it('is red while it writes and no node has confirmed anything yet', async () => {
    const { status, ask } = open()
    status.isWriter(true)
    expect(await ask()).to.include({ code: 503, status: 'red', confirmedSecondsAgo: null })
  })

  it('turns red when a node last confirmed the head more than a minute ago', async () => {
    const { clock, status, ask } = open()
    status.isWriter(true)
    status.moved({ number: 7n, hash: HASH }, 9n)
    status.confirmed()
    clock.ms = 60_000
    expect(await ask()).to.include({ code: 200, block: 7, head: 9, lagBlocks: 2, confirmedSecondsAgo: 60 })
    clock.ms = 60_001
    expect(await ask()).to.include({ code: 503, status: 'red' })
  })

  it('tells how a backfill gets on until the head is confirmed', async () => {
    const { status, ask } = open()
    status.catchingUp({ from: 1n, at: 50n, to: 100n })
    expect((await ask()).catchingUp).to.deep.equal({ from: 1, at: 50, to: 100 })
    status.confirmed()
    expect((await ask()).catchingUp).to.equal(null)
  })

  it('counts reorganisations, rows and refused calls for Prometheus', async () => {
    const { status } = open()
    status.wentBack(3n)
    status.refused('too_large')
    const changes = noChanges()
    changes.issued.set('0x00/1', 5)
    status.wrote(changes)
    const text = (await status.pages['/metrics']?.())?.body
    for (const line of [
      'usher_mirror_reorgs_total 1',
      'usher_mirror_undone_blocks_total 3',
      'usher_rpc_errors_total{kind="too_large"} 1',
      'usher_mirror_rows_total{table="issued"} 1',
    ]) {
      expect(text).to.include(line)
    }
  })
})
