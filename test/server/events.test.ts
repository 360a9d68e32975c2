import { expect } from 'chai'
import { events } from '#core/api/event.ts'
import { call, newAccount } from './client.ts'
import { hour, mirrorChain, mirrorEvent } from './stage.ts'
import { openWorld, type World } from './world.ts'

describe('the list of events', () => {
  let world: World
  const paths: string[] = []

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    const now = Math.floor(Date.now() / 1000) * 1000
    for (const doorsAt of [now + 3 * hour, now + hour, now + 2 * hour, now + 2 * hour, now - hour]) {
      const { path } = await mirrorEvent(world.owner, newAccount().address, {
        doorsAt,
        endsAt: now + 6 * hour,
        cutOffAt: doorsAt,
      })
      paths.push(path)
    }
  })
  after(() => world.close())

  const read = async (query: string) => events.parse((await call(world.url, `/api/events${query}`)).body)

  it('is whole where a page holds it', async () => {
    const { events: all, next } = await read('?limit=5')
    expect(all.map(({ eventId }) => `/api/events/${eventId}`)).to.have.members(paths)
    const doors = all.map(({ doorsAt }) => doorsAt)
    expect(doors).to.deep.equal(doors.toSorted())
    expect(next).to.equal(null)
  })

  it('comes a page at a time, each event once, also where doors are at the same time', async () => {
    const { events: all } = await read('')
    for (const limit of [1, 2, 3, 4]) {
      const seen: string[] = []
      for (let next: string | null = ''; next !== null; ) {
        const page = await read(`?limit=${limit}${next && `&after=${next}`}`)
        expect(page.events.length).to.be.at.most(limit)
        seen.push(...page.events.map(({ eventId }) => eventId))
        next = page.next
      }
      expect(seen).to.deep.equal(all.map(({ eventId }) => eventId))
    }
  })

  it('takes no cursor that is none, and no page without end', async () => {
    for (const query of ['?after=x', '?limit=0', '?limit=201']) {
      expect((await call(world.url, `/api/events${query}`)).status).to.equal(400)
    }
  })
})
