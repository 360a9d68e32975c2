import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { type Address, numberToHex, padHex, zeroAddress } from 'viem'
import { AIRDROP_CHUNK_SIZE } from '#core/chain/airdrop.ts'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import { parseVoucherLink } from '#core/voucher-link.ts'
import { findChromium } from '../setup/tools.ts'
import { until } from '../setup/until.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, openTab, type Visit, visit } from './browser.ts'
import { loseSendsAfter } from './lose-sends.ts'
import { createEvent, openOffice } from './organizer.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'

const DESK = { width: 1280, height: 900 }
const CLEO = demoAccounts.find(({ name }) => name === 'Cleo')?.address ?? ''
/** Eight transactions, the last of them not full. */
const LISTED = 3_000
/** How many have arrived when the page is closed: three transactions. */
const BROKEN_OFF_AT = 3 * AIRDROP_CHUNK_SIZE
/** A busy machine is no failure. */
const PATIENCE_S = 60
/** Of what takes many transactions. */
const LONG_MS = 240_000

/** As English writes numbers. */
const shown = (number: number) => number.toLocaleString('en')
const walletOf = (number: number): Address => padHex(numberToHex(0xabc000 + number), { size: 20 })

describe('an event’s desk', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let origin: string
  let desk: Visit
  let page: Page
  let eventId: string

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    origin = (await sharedStack()).origin
    desk = await visit(browser, `${origin}/organizer/new`, { viewport: DESK, timezoneId: 'Europe/Lisbon' })
    page = desk.page
    await openOffice(page, 'Olga')
    eventId = await createEvent(page, { title: 'Desk Night', venue: 'Pier 4', supply: '4000' })
    await page.getByRole('link', { name: 'Open its desk' }).click()
    await page.getByRole('heading', { name: 'Desk Night' }).waitFor()
  })

  after(() => browser?.close())

  const go = (section: string) =>
    page.getByRole('navigation', { name: 'Parts of this event' }).getByRole('link', { name: section }).click()
  const findEvent = async () => (await fetch(`${origin}/api/events/${eventId}`)).json()
  const expectNoViolations = async () => expect(await findViolations(page)).to.deep.equal([])

  it('shows who has come, what is refused and how fast the gates go', async () => {
    await page.getByRole('img', { name: /0 admitted and 0 refused since/ }).waitFor()
    await page.getByText('Nobody was refused yet.').waitFor()
    await page.getByText('The same as a table').click()
    await page.getByText('Nothing in this hour.').waitFor()
    await expectNoViolations()
  })

  it('gives tickets to a wallet', async () => {
    await go('Issue')
    await page.getByLabel('Wallet that gets them').fill(CLEO)
    await page.getByLabel('How many').fill('3')
    await page.getByRole('button', { name: 'Give out' }).click()
    await page.getByText('Done', { exact: true }).waitFor()
    await expectNoViolations()
    expect((await findEvent()).tiers[0].sold).to.equal(3)
  })

  it('names the bad rows of a list of 3,000, each with its line and what is wrong', async () => {
    await page.getByRole('radio', { name: 'To a list' }).click()
    const rows = Array.from({ length: LISTED }, (_, number) => walletOf(number))
    const bad = ['Ada', walletOf(0), zeroAddress, CLEO.replace('90f79b', '90F79b')]
    const list = Buffer.from(['address', ...rows, ...bad].join('\n'))
    const csv = { name: 'guests.csv', mimeType: 'text/csv', buffer: list }
    await page.locator('input[type=file]').setInputFiles(csv)
    await page.getByText('4 rows have to be mended first').waitFor()
    await page.getByText(`Row ${shown(LISTED + 2)}: no address`).waitFor()
    await page.getByText(`Row ${shown(LISTED + 3)}: stands in row 2 already`).waitFor()
    await page.getByText(`Row ${shown(LISTED + 4)}: the zero address`).waitFor()
    await page.getByText(`Row ${shown(LISTED + 5)}: mistyped`).waitFor()
    await expectNoViolations()
    await page.getByRole('button', { name: 'Leave these rows out' }).click()
    await page.getByText(`${shown(LISTED)} wallets in the list`).waitFor()
  })

  it('sends the list in chunks until the page is closed in the middle', async () => {
    // the fourth transaction is signed and lost on its way to the chain
    await loseSendsAfter(page, 3)
    await page.getByRole('button', { name: 'Send in 8 transactions' }).click()
    await page
      .getByText(`${shown(BROKEN_OFF_AT)} of ${shown(LISTED)} have arrived`)
      .first()
      .waitFor({ timeout: LONG_MS })
    await page.close()
  })

  it('goes on in another tab where the closed one was broken off, and nobody gets two', async () => {
    page = await openTab(desk, `${origin}/organizer/${eventId}/issue`)
    await openOffice(page, 'Olga')
    await page.getByRole('radio', { name: 'To a list' }).click()
    await page
      .getByText(`${shown(BROKEN_OFF_AT)} of ${shown(LISTED)} have arrived`)
      .first()
      .waitFor()
    await expectNoViolations()
    await page.getByRole('button', { name: 'Go on with the rest' }).click()
    await page.getByText(`All ${shown(LISTED)} have arrived.`).waitFor({ timeout: LONG_MS })
    await expectNoViolations()
    expect((await findEvent()).tiers[0].sold).to.equal(LISTED + 3)
  })

  it('signs vouchers as links whose key stands in the fragment, and shows their codes', async () => {
    await page.getByRole('radio', { name: 'As links' }).click()
    await page.getByLabel('How many links').fill('2')
    await page.getByRole('button', { name: 'Sign the links' }).click()
    await page.getByText('2 links are ready').waitFor()
    const link = (await page.getByRole('link', { name: 'Link 1' }).getAttribute('href')) ?? ''
    const parsed = parseVoucherLink(link)
    expect('gift' in parsed && parsed.gift.voucher.count).to.equal(1)
    expect('gift' in parsed && parsed.gift.privateKey).to.match(/^0x[0-9a-f]{64}$/)
    await page.getByRole('img', { name: 'Code of link 2' }).waitFor()
    await expectNoViolations()
  })

  it('finds a ticket among many, by number, wallet, tier and page', async () => {
    await go('Tickets')
    const table = page.getByRole('region', { name: 'Tickets that match' })
    await table.getByRole('link', { name: '1-000050' }).waitFor()
    await page.getByRole('button', { name: 'Next page' }).click()
    await table.getByRole('link', { name: '1-000051' }).waitFor()
    await page.getByLabel('Find tickets').fill(CLEO.slice(0, 14))
    const isAlone = async () => (await table.getByRole('link').count()) === 3
    await until('only that wallet’s tickets are shown', isAlone, PATIENCE_S)
    await expectNoViolations()
    await page.getByLabel('At the gates').selectOption('entered')
    await page.getByText('No ticket matches').waitFor()
    await page.getByLabel('At the gates').selectOption('')
  })

  it('exports all tickets', async () => {
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'All tickets as CSV' }).click()
    const text = await readFile(await (await downloading).path(), 'utf8')
    expect(text.trimEnd().split('\r\n').length).to.equal(LISTED + 4)
  })

  it('tells a ticket’s history, announces its reissue, takes that back, and makes it void', async () => {
    await page.getByLabel('Find tickets').fill('1-000002')
    await page.getByRole('link', { name: '1-000002' }).click()
    await page.getByText('Issued to').waitFor()
    await page.getByLabel('New wallet').fill(walletOf(5000))
    await page.getByRole('button', { name: 'Announce the reissue' }).click()
    await page.getByText(/^Reissue to/).waitFor()
    await expectNoViolations()
    await page.getByRole('button', { name: 'Take the announcement back' }).click()
    await page.getByLabel('New wallet').waitFor()
    await page.getByLabel('I know that this cannot be undone').check()
    await page.getByRole('button', { name: 'Make it void' }).click()
    await page.getByText(/held it last/).waitFor()
    const happened = page.getByRole('list').filter({ hasText: 'Issued to' }).getByRole('listitem')
    for (const [place, text] of ['Made void', 'taken back', 'announced', 'Issued to'].entries()) {
      await happened.nth(place).filter({ hasText: text }).waitFor()
    }
    await expectNoViolations()
  })

  it('pauses sales, changes the supply and moves the event, saying what that opens', async () => {
    await go('Settings')
    await page.getByRole('button', { name: 'Pause sales' }).click()
    await page.getByRole('button', { name: 'Resume sales' }).waitFor()
    const floor = page.getByRole('region', { name: 'Tier Floor' })
    await floor.getByLabel('Places').fill('4200')
    await floor.getByRole('button', { name: 'Change on chain' }).click()
    const hasGrown = async () => (await findEvent()).tiers[0].supply === 4200
    await until('the tier to have 4200 places', hasGrown, PATIENCE_S)
    await page.getByRole('heading', { name: 'Move the event' }).waitFor()
    await page.getByText('whoever paid can take his money back until doors').waitFor()
    const doors = await page.getByLabel('New doors').inputValue()
    const later = new Date(Date.parse(`${doors}:00Z`) + 86_400_000).toISOString().slice(0, 16)
    await page.getByLabel('New doors').fill(later)
    await page.getByLabel('I know that guests can then take their money back').check()
    await expectNoViolations()
    await page.getByRole('button', { name: 'Move it' }).click()
    await until('the event to have moved', async () => (await findEvent()).refundsOpen, PATIENCE_S)
    const event = await findEvent()
    expect(event).to.include({ isSalesPaused: true, refundsOpen: true })
    expect(event.tiers[0].supply).to.equal(4200)
  })

  it('changes what guests read', async () => {
    await page.getByLabel('Title').fill('Desk Night, moved')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Desk Night, moved' }).waitFor()
  })

  it('says when the money can be had, and cancels only once the name is typed', async () => {
    await go('Money')
    await page.getByText(/Possible from .* 72 hours after the end/).waitFor()
    const cancel = page.getByRole('button', { name: 'Cancel the event' })
    expect(await cancel.isDisabled()).to.equal(true)
    // the ticket that was made void is nobody's any more; its holder has two others
    await page.getByText(`Frozen: ${shown(LISTED + 2)} tickets in ${shown(LISTED + 1)} wallets.`).waitFor()
    await page.getByText('Goes back: 0 for 0 paid tickets.').waitFor()
    await page.getByText('Open until doors, as the event was moved').waitFor()
    await expectNoViolations()
    await page.getByLabel('Type Desk Night to confirm').fill('Desk Night')
    await cancel.click()
    await page.getByText('Canceled: every paid ticket can be refunded').waitFor()
    await page.getByText('Nothing of what guests paid can be withdrawn').waitFor()
    await expectNoViolations()
    expect((await findEvent()).status).to.equal('canceled')
  })

  it('is nobody else’s', async () => {
    const other = await visit(browser, `${origin}/organizer/${eventId}/tickets`)
    await openOffice(other.page, 'Dana')
    await other.page.getByText('This event is not yours to manage').waitFor()
  })

  it('leaves no error in the page', () => {
    expect(desk.errors).to.deep.equal([])
  })
})
