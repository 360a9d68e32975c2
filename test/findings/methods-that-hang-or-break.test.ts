import { request } from 'node:http'
import { expect } from 'chai'
import { newAccount } from '../server/client.ts'
import { openGate } from '../server/gate.ts'
import { mirrorChain, mirrorEvent } from '../server/stage.ts'
import { openWorld, type World } from '../server/world.ts'

/** TRACE, which no web `Request` can be made of, broke the connection; HEAD of the live view never came to its end. */
describe('methods that nobody has foreseen', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
  })
  after(() => world.close())

  /** `fetch` sends no TRACE. Answers when the whole answer is there. */
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number | undefined; type: string | undefined; text: string }>((resolve, reject) => {
      const asking = request(`${world.url}${path}`, { method, headers, timeout: 10_000 }, async (answer) => {
        let text = ''
        for await (const part of answer) text += part
        resolve({ status: answer.statusCode, type: answer.headers['content-type'], text })
      })
      asking.on('timeout', () => asking.destroy(new Error(`${method} ${path} does not come to its end`)))
      asking.on('error', reject).end()
    })

  it('answers TRACE as every other method that a path does not take', async () => {
    const { status, type, text } = await ask('TRACE', '/api/events')
    expect({ status, type }).to.deep.equal({ status: 405, type: 'application/problem+json' })
    expect(JSON.parse(text)).to.include({ status: 405, code: 'bad_request' })
  })

  it('ends the answer to HEAD where GET has no end', async () => {
    const stage = await mirrorEvent(world.owner, newAccount().address)
    const { token } = await openGate(world, stage)
    const answer = await ask('HEAD', `${stage.path}/live`, { authorization: `Bearer ${token}` })
    expect(answer).to.deep.equal({ status: 200, type: 'text/event-stream; charset=utf-8', text: '' })
  })
})
