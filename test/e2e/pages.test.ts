import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { pictureTypeOf } from '#core/picture.ts'
import { findChromium } from '../setup/tools.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, PHONE, visit } from './browser.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'

const PLACES = {
  'a phone, light': { viewport: PHONE, colorScheme: 'light' },
  'a desk, dark': { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
} as const

/** Of the right shape, and nobody's. */
const NOBODY = `31337:0x${'11'.repeat(20)}`

type Expectation = {
  readonly path: (event: string) => string
  readonly status: number
  readonly next: RegExp
}

/** Every page, without sign-in and without wallet: what it answers, and what it says to do next. */
const PAGES: Record<string, Expectation> = {
  'the start page': { path: () => '/', status: 200, next: /Pick an event/ },
  'an event': { path: (event) => `/events/${event}`, status: 200, next: /Connect a wallet to buy/ },
  'an event that does not exist': { path: () => `/events/${NOBODY}`, status: 200, next: /See all events/ },
  'my tickets': { path: () => '/tickets', status: 200, next: /Which wallet holds your tickets/ },
  'a ticket': {
    path: (event) => `/tickets/${event}/1000001`,
    status: 200,
    next: /Connect that wallet to get your code/,
  },
  'a ticket that does not exist': {
    path: (event) => `/tickets/${event}/1999999`,
    status: 200,
    next: /Bought it just now/,
  },
  'the gate': { path: () => '/gate', status: 200, next: /Connect the wallet/ },
  'the organizer’s desk': { path: () => '/organizer', status: 200, next: /Which wallet organizes/ },
  'a code that a camera app opened': {
    path: () => `/P/${'A'.repeat(140)}`,
    status: 200,
    next: /I have a ticket/,
  },
  'an address that is none': { path: () => '/nothing/here', status: 404, next: /See events/ },
}

describe('pages', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let origin: string
  let event: string

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    const stack = await sharedStack()
    origin = stack.origin
    event = stack.demo?.events.find(({ name }) => name === 'Harbour Sessions')?.eventId ?? ''
  })

  after(() => browser?.close())

  it('have events to show that say where they are, with a picture', async () => {
    const { description } = await (await fetch(`${origin}/api/events/${event}`)).json()
    expect(description).to.include({ title: 'Harbour Sessions', venue: 'Pier 4, North Harbour' })
    const picture = await fetch(`${origin}${description.picture}`)
    expect(picture.headers.get('content-type')).to.equal('image/webp')
    expect(pictureTypeOf(new Uint8Array(await picture.arrayBuffer()))).to.equal('image/webp')
  })

  for (const [name, { path, status, next }] of Object.entries(PAGES)) {
    describe(name, () => {
      it(`answers ${status} and says what to do next`, async () => {
        const { page, errors } = await visit(browser, 'about:blank')
        const response = await page.goto(`${origin}${path(event)}`)
        expect(response?.status()).to.equal(status)
        await page.getByText(next).first().waitFor()
        expect(await page.getByRole('heading', { level: 1 }).count()).to.equal(1)
        expect(errors).to.deep.equal([])
        await page.context().close()
      })

      for (const [place, options] of Object.entries(PLACES)) {
        it(`has nothing for axe to find, and fits ${place}`, async () => {
          const { page } = await visit(browser, `${origin}${path(event)}`, options)
          await page.getByText(next).first().waitFor()
          expect(await findViolations(page)).to.deep.equal([])
          const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          expect(overhang).to.be.at.most(0)
          await page.context().close()
        })
      }
    })
  }
})
