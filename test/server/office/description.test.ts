import { expect } from 'chai'
import type { PrivateKeyAccount } from 'viem/accounts'
import { contractDocument } from '#core/api/description.ts'
import { event } from '#core/api/event.ts'
import { MAX_PICTURE_BYTES } from '#core/picture.ts'
import { call, newAccount, signIn } from '../client.ts'
import { openGate } from '../gate.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
const SAID = {
  title: 'Harbour Night, second edition',
  venue: 'Pier 4, Lisbon',
  about: 'Bring a coat.',
  timeZone: 'Europe/Lisbon',
}

describe('the description of an event', () => {
  let world: World
  let stage: Stage
  let organizer: PrivateKeyAccount
  let token: string

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    organizer = newAccount()
    token = (await signIn(world.url, organizer)).accessToken
  })
  after(() => world.close())
  beforeEach(async () => {
    stage = await mirrorEvent(world.owner, organizer.address)
  })

  const say = (body: unknown, bearer: string | undefined = token) =>
    call(world.url, `${stage.path}/description`, { token: bearer, body })
  const findEvent = async () => event.parse((await call(world.url, stage.path)).body)
  const findDocument = async (path = `${stage.path}/description`) =>
    contractDocument.parse((await call(world.url, path)).body)

  it('is none until the organizer says something', async () => {
    expect(await findEvent()).to.deep.include({ description: null, timeZone: 'UTC' })
    expect(await findDocument()).to.include({ name: 'Harbour Night', time_zone: 'UTC' })
  })

  it('stands in the event and in the document behind its contractURI', async () => {
    expect((await say({ ...SAID, picture: PNG.toString('base64') })).status).to.equal(204)
    const { description, timeZone } = await findEvent()
    expect(timeZone).to.equal('Europe/Lisbon')
    expect(description).to.deep.include({ title: SAID.title, venue: SAID.venue, about: SAID.about })
    expect(await findDocument()).to.deep.include({
      name: SAID.title,
      description: SAID.about,
      venue: SAID.venue,
      time_zone: 'Europe/Lisbon',
      image: `${world.url}${stage.path}/picture`,
    })
    const picture = await fetch(`${world.url}${description?.picture}`)
    expect(picture.headers.get('content-type')).to.equal('image/png')
    expect(Buffer.from(await picture.arrayBuffer())).to.deep.equal(PNG)
  })

  it('is found by the random id that its contractURI was created with', async () => {
    const id = '5f'.repeat(16)
    expect((await call(world.url, `/api/descriptions/${id}`)).status).to.equal(404)
    await stage.change({ contract_uri: `https://tickets.example/api/descriptions/${id}` })
    await say(SAID)
    expect(await findDocument(`/api/descriptions/${id}`)).to.include({ name: SAID.title })
  })

  it('keeps its picture until another one or none is sent', async () => {
    await say({ ...SAID, picture: PNG.toString('base64') })
    await say({ ...SAID, title: 'Another' })
    expect((await findEvent()).description).to.include({ title: 'Another' })
    expect((await findEvent()).description?.picture).to.be.a('string')
    await say({ ...SAID, picture: null })
    expect((await findEvent()).description?.picture).to.equal(null)
    expect((await call(world.url, `${stage.path}/picture`)).status).to.equal(404)
  })

  it('takes no picture that is none, and none that is too large', async () => {
    for (const bytes of [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      Buffer.concat([PNG, Buffer.alloc(MAX_PICTURE_BYTES)]),
    ]) {
      const { status, body } = await say({ ...SAID, picture: bytes.toString('base64') })
      expect([status, (body as { code: string }).code]).to.deep.equal([400, 'bad_request'])
    }
    expect((await findEvent()).description).to.equal(null)
  })

  for (const change of [{ title: ' ' }, { title: 'x'.repeat(121) }, { timeZone: 'Mars/Olympus' }]) {
    it(`refuses ${JSON.stringify(change).slice(0, 40)}`, async () => {
      expect((await say({ ...SAID, ...change })).status).to.equal(400)
    })
  }

  it('is a manager’s to change, and nobody’s below', async () => {
    expect((await say(SAID, (await openGate(world, stage, 'manager')).token)).status).to.equal(204)
    expect((await say(SAID, (await openGate(world, stage, 'supervisor')).token)).status).to.equal(403)
    expect((await say(SAID, (await signIn(world.url, newAccount())).accessToken)).status).to.equal(403)
    expect((await call(world.url, `${stage.path}/description`, { body: SAID })).status).to.equal(401)
  })
})
