import type { Page } from 'playwright-core'
import { formatPass } from '#core/pass-text.ts'
import { connectAs, setUpPhone, signInAtGate, startScanning, theCode } from '#test/e2e/people.ts'
import { clearVerdict, readVerdict } from '#test/e2e/verdict.ts'

/** Where the product runs, and what is on it. */
export type Place = {
  readonly origin: string
  /** Doors are open; Ada holds tickets of it. */
  readonly event: string
  /** A picture of the code of a ticket that nobody has used yet. */
  readonly code: () => Promise<Buffer>
}

/** Brings a fresh page into the state that is to be seen. */
export type Shot = (page: Page, place: Place) => Promise<void>

const EVENT_NAME = 'Harbour Sessions'

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

const open =
  (path: (event: string) => string, ready: RegExp): Shot =>
  async (page, { origin, event }) => {
    await page.goto(`${origin}${path(event)}`)
    await page.getByText(ready).first().waitFor()
  }

const ticket = open((event) => `/tickets/${event}/1000001`, /Connect that wallet/)
const gate = open(() => '/gate', /Connect the wallet/)

const atGate: Shot = async (page, place) => {
  await gate(page, place)
  await signInAtGate(page, 'Stefan', EVENT_NAME)
}

const scanning: Shot = async (page, place) => {
  await atGate(page, place)
  await startScanning(page)
}

const upload = async (page: Page, buffer: Buffer) =>
  page.getByLabel('Picture of a code').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer })

const type = async (page: Page, text: string) => {
  await page.getByRole('button', { name: 'Type' }).click()
  await page.getByRole('textbox', { name: 'Code' }).fill(text)
  await page.getByRole('button', { name: 'Check' }).click()
}

/** Every page and state, by the name of its picture. */
export const shots: Readonly<Record<string, Shot>> = {
  start: open(() => '/', /Harbour Sessions/),
  event: open((event) => `/events/${event}`, /Connect a wallet to buy/),
  tickets: async (page, place) => {
    await open(() => '/tickets', /Which wallet/)(page, place)
    await connectAs(page, 'Ada')
    await page.getByText(EVENT_NAME).first().waitFor()
  },
  'ticket-connect': ticket,
  'ticket-sign': async (page, place) => {
    await ticket(page, place)
    await connectAs(page, 'Ada')
    await page.getByRole('button', { name: 'Sign and get my code' }).waitFor()
  },
  'ticket-pass': async (page, place) => {
    await ticket(page, place)
    await connectAs(page, 'Ada')
    await setUpPhone(page)
    await theCode(page).waitFor()
  },
  gate,
  'gate-post': atGate,
  'gate-scanning': scanning,
  'gate-admit': async (page, place) => {
    await scanning(page, place)
    await upload(page, await place.code())
    await readVerdict(page)
  },
  'gate-refuse': async (page, place) => {
    await scanning(page, place)
    const code = await place.code()
    await upload(page, code)
    await readVerdict(page)
    await clearVerdict(page)
    await upload(page, code)
    await readVerdict(page)
  },
  'gate-undecided': async (page, place) => {
    await scanning(page, place)
    await page.context().setOffline(true)
    await type(page, 'TYPED WITHOUT NETWORK')
    await readVerdict(page)
  },
  organizer: async (page, place) => {
    await open(() => '/organizer', /Which wallet organizes/)(page, place)
    await connectAs(page, 'Olga')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Issued').first().waitFor()
    await page.getByRole('definition').first().filter({ hasText: /^\d+$/ }).waitFor()
  },
  code: open(() => `/P/${SOME_CODE}`, /entry code/),
  'not-found': open(() => '/nothing/here', /no such page/),
}
