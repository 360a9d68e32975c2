import { expect } from 'chai'
import { createProgress } from '#indexer/progress.ts'

describe('progress of a backfill', () => {
  const open = (isTerminal: boolean) => {
    const written: string[] = []
    const logged: unknown[] = []
    const clock = { ms: 0 }
    const progress = createProgress({
      terminal: isTerminal ? { write: (text: unknown) => written.push(String(text)) > 0 } : undefined,
      logger: { info: (record: unknown) => logged.push(record) } as never,
      now: () => clock.ms,
    })
    return { progress, written, logged, clock }
  }

  it('is a bar in place on a terminal, and leaves an empty line', () => {
    const { progress, written, clock } = open(true)
    clock.ms = 1_000
    progress.show({ from: 1n, at: 0n, to: 200n })
    clock.ms = 11_000
    progress.show({ from: 1n, at: 50n, to: 200n })
    expect(written.at(-1)).to.equal(
      '\r\x1b[KCatching up ███████░░░░░░░░░░░░░░░░░░░░░░░  25 % block 50 of 200, 30 s left',
    )
    progress.end()
    expect(written.at(-1)).to.equal('\r\x1b[K')
  })

  it('is a line in the log now and then elsewhere', () => {
    const { progress, logged, clock } = open(false)
    for (let at = 10n; at <= 100n; at += 10n) {
      clock.ms += 1_000
      progress.show({ from: 1n, at, to: 100n })
    }
    expect(logged).to.have.length(2)
    expect(logged[1]).to.include({ block: 60n, of: 100n, percent: 60 })
  })

  it('says nothing when there was nothing to catch up with', () => {
    const { progress, written } = open(true)
    progress.end()
    expect(written).to.deep.equal([])
  })
})
