import { expect } from 'chai'
import { createGroup } from '#server/scans/group.ts'
import { until } from '#test/setup/until.ts'

/** Groups of numbers whose runs a test lets go one after the other. */
function openGroups(
  change: { readonly most?: number; readonly mostWaiting?: number; readonly companyMs?: number } = {},
) {
  const runs: { readonly items: readonly number[]; readonly end: (error?: Error) => void }[] = []
  const group = createGroup<number, string>({
    run: (items) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error) => (error ? reject(error) : resolve(items.map((item) => `${item} done`)))
        runs.push({ items, end })
      }),
    keysOf: (item) => [`ticket ${item % 100}`],
    isOfOneItem: ({ message }: Error) => message !== 'no database',
    most: 3,
    lanes: 1,
    companyMs: 1,
    mostWaiting: 100,
    ...change,
  } as Parameters<typeof createGroup<number, string>>[0])
  const runOf = async (index: number) => {
    while (!runs[index]) await new Promise((resolve) => setImmediate(resolve))
    return runs[index] as (typeof runs)[number]
  }
  return { group, runs, runOf }
}

const outcomeOf = (added: Promise<string>) => added.catch((error: Error) => error.message)

describe('a group of scans', () => {
  it('goes at once with what came in the same moment, and then with all that came meanwhile', async () => {
    const { group, runs, runOf } = openGroups()
    const first = [group.add(1), group.add(2)]
    ;(await runOf(0)).items.length
    const later = [3, 4, 5, 6].map((item) => group.add(item))
    runs[0]?.end()
    ;(await runOf(1)).end()
    ;(await runOf(2)).end()
    expect(await Promise.all([...first, ...later])).to.deep.equal(
      [1, 2, 3, 4, 5, 6].map((item) => `${item} done`),
    )
    expect(runs.map(({ items }) => items)).to.deep.equal([[1, 2], [3, 4, 5], [6]])
  })

  it('waits for as many as the one before had', async () => {
    const { group, runs, runOf } = openGroups({ companyMs: 1_000_000 })
    const added = [group.add(1), group.add(2)]
    ;(await runOf(0)).end()
    await Promise.all(added)
    const third = group.add(3)
    await new Promise((resolve) => setImmediate(resolve))
    const later = [third, group.add(4)]
    ;(await runOf(1)).end()
    await Promise.all(later)
    expect(runs.map(({ items }) => items)).to.deep.equal([
      [1, 2],
      [3, 4],
    ])
  })

  it('goes without them when they do not come', async () => {
    const { group, runs, runOf } = openGroups()
    const added = [group.add(1), group.add(2)]
    ;(await runOf(0)).end()
    await Promise.all(added)
    for (const [index, item] of [3, 4].entries()) {
      const alone = group.add(item)
      ;(await runOf(index + 1)).end()
      await alone
    }
    expect(runs.map(({ items }) => items)).to.deep.equal([[1, 2], [3], [4]])
  })

  it('waits for nobody when the one before is long past', async () => {
    const { group, runs, runOf } = openGroups({ companyMs: 1 })
    const added = [group.add(1), group.add(2)]
    ;(await runOf(0)).end()
    await Promise.all(added)
    const endedAt = performance.now()
    await until('the group is long past', () => performance.now() - endedAt > 25, 30)
    const alone = group.add(3)
    await new Promise((resolve) => setImmediate(resolve))
    expect(runs.map(({ items }) => items)).to.deep.equal([[1, 2], [3]])
    runs[1]?.end()
    await alone
  })

  it('has no two of one ticket in it: the later waits for the earlier', async () => {
    const { group, runs, runOf } = openGroups()
    const added = [group.add(7), group.add(107), group.add(8)]
    ;(await runOf(0)).end()
    ;(await runOf(1)).end()
    await Promise.all(added)
    expect(runs.map(({ items }) => items)).to.deep.equal([[7, 8], [107]])
  })

  it('is done again one by one when one in it cannot be done', async () => {
    const { group, runOf } = openGroups()
    const added = [1, 2, 3].map((item) => outcomeOf(group.add(item)))
    ;(await runOf(0)).end(new Error('conflict'))
    ;(await runOf(1)).end()
    ;(await runOf(2)).end(new Error('conflict'))
    ;(await runOf(3)).end()
    expect(await Promise.all(added)).to.deep.equal(['1 done', 'conflict', '3 done'])
  })

  it('fails as a whole when there is no database, and what waits goes on', async () => {
    const { group, runOf } = openGroups({ most: 2 })
    const added = [1, 2, 3].map((item) => outcomeOf(group.add(item)))
    ;(await runOf(0)).end(new Error('no database'))
    ;(await runOf(1)).end()
    expect(await Promise.all(added)).to.deep.equal(['no database', 'no database', '3 done'])
  })

  it('takes no more than may wait', async () => {
    const { group, runOf } = openGroups({ most: 1, mostWaiting: 2 })
    const first = group.add(1)
    const run = await runOf(0)
    const waiting = [group.add(2), group.add(3)]
    expect(await outcomeOf(group.add(4))).to.match(/^Too many scans are waiting/)
    run.end()
    ;(await runOf(1)).end()
    ;(await runOf(2)).end()
    expect(await Promise.all([first, ...waiting])).to.deep.equal(['1 done', '2 done', '3 done'])
  })

  it('when closed takes no more, and is closed once all it took is done', async () => {
    const { group, runOf } = openGroups({ most: 2, companyMs: 1_000_000 })
    const added = [group.add(1), group.add(101), group.add(2)]
    const run = await runOf(0)
    let isClosed = false
    const closed = group.close().then(() => {
      isClosed = true
    })
    expect(await outcomeOf(group.add(3))).to.match(/about to stop/)
    run.end()
    const last = await runOf(1)
    expect(isClosed).to.equal(false)
    last.end()
    await closed
    expect(await Promise.all(added)).to.deep.equal(['1 done', '101 done', '2 done'])
  })

  it('is closed at once when there is nothing to do', () => openGroups().group.close())
})
