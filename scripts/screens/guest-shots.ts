import type { Page } from 'playwright-core'
import { LOCALE_COOKIE } from '#core/locale.ts'
import { formatPass } from '#core/pass-text.ts'
import { connectAs, setUpPhone, theCode } from '#test/e2e/people.ts'
import { open, type Shot, type Shots, TOMORROW, TONIGHT } from './place.ts'

/** A code that decodes and proves nothing. */
const SOME_CODE = formatPass({
  form: 'short',
  eventTag: '0x00000000',
  tokenId: 1_000_012n,
  madeAt: Date.UTC(2027, 5, 12, 18) / 1000,
  gateCode: 0,
  keyTag: '0x00000000',
  signature: new Uint8Array(64),
})

const toConnect = open(({ tonight }) => `/tickets/${tonight}/1000001`, /Connect that wallet/)
const tomorrowsEvent = open(({ tomorrow }) => `/events/${tomorrow}`, /Connect a wallet to buy/)
const tomorrowsTicket = open(({ tomorrow }) => `/tickets/${tomorrow}/1000001`, /Connect that wallet/)

const pass: Shot = async (page, place) => {
  await toConnect(page, place)
  await connectAs(page, 'Ada')
  await setUpPhone(page)
  await theCode(page).waitFor()
}

/** One of the things that Ada can do with her ticket for tomorrow. */
const action =
  (button: string): Shot =>
  async (page, place) => {
    await tomorrowsTicket(page, place)
    await connectAs(page, 'Ada')
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('dialog').waitFor()
  }

const inGerman = async (page: Page, origin: string) =>
  page.context().addCookies([{ name: LOCALE_COOKIE, value: 'de', url: origin }])

/** What guests see. */
export const guestShots: Shots = {
  start: open(() => '/', new RegExp(TONIGHT)),
  event: tomorrowsEvent,
  'event-buying': async (page, place) => {
    await tomorrowsEvent(page, place)
    await page.getByRole('button', { name: 'Connect a wallet to buy' }).first().click()
    await connectAs(page, 'Dana')
    await page.getByRole('button', { name: 'Buy one' }).first().waitFor()
  },
  'event-german': async (page, place) => {
    await inGerman(page, place.origin)
    await open(({ tomorrow }) => `/events/${tomorrow}`, new RegExp(TOMORROW))(page, place)
  },
  'event-missing': open(() => `/events/31337:0x${'11'.repeat(20)}`, /See all events/),
  'tickets-connect': open(() => '/tickets', /Which wallet/),
  tickets: async (page, place) => {
    await open(() => '/tickets', /Which wallet/)(page, place)
    await connectAs(page, 'Ada')
    await page.getByText(TONIGHT).first().waitFor()
  },
  'ticket-connect': toConnect,
  'ticket-sign': async (page, place) => {
    await toConnect(page, place)
    await connectAs(page, 'Ada')
    await page.getByRole('button', { name: 'Sign and get my code' }).waitFor()
  },
  'ticket-pass': pass,
  'ticket-offline': async (page, place) => {
    await pass(page, place)
    await page.context().setOffline(true)
    await page.evaluate(() => window.dispatchEvent(new Event('offline')))
    await theCode(page).waitFor()
  },
  'ticket-early': async (page, place) => {
    await tomorrowsTicket(page, place)
    await connectAs(page, 'Ada')
    await setUpPhone(page)
    await page.getByText(/Doors open .* Your phone is ready/).waitFor()
  },
  'ticket-give': action('Give it away'),
  'ticket-sell': action('Sell it'),
  claim: async (page, { link }) => {
    await page.goto(await link())
    await page.getByText(/A ticket for you/).waitFor()
  },
  'claim-damaged': async (page, { link }) => {
    await page.goto((await link()).slice(0, -9))
    await page.getByText('This link is not whole').waitFor()
  },
  code: open(() => `/P/${SOME_CODE}`, /entry code/),
  'not-found': open(() => '/nothing/here', /no such page/),
}
