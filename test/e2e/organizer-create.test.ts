import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { findChromium } from '../setup/tools.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, type Visit, visit } from './browser.ts'
import { createEvent, fillEvent, openOffice } from './organizer.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'

const DESK = { width: 1280, height: 900 }

describe('creating an event', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let origin: string
  let desk: Visit

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    origin = (await sharedStack()).origin
    desk = await visit(browser, `${origin}/organizer/new`, { viewport: DESK, timezoneId: 'Europe/Lisbon' })
    await openOffice(desk.page, 'Olga')
  })

  after(() => browser?.close())

  it('names every field that is missing, and goes to the first', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByText('4 fields need your attention').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).to.equal('title')
    expect(await findViolations(page)).to.deep.equal([])
  })

  it('says beside a tier what guests will read', async () => {
    const { page } = desk
    await fillEvent(page, { title: 'Lighthouse Concert', venue: 'Pier 4, Lisbon' })
    const meaning = page.getByRole('complementary').filter({ hasText: 'What guests read' })
    await meaning.getByText('resale here up to 110').waitFor()
    await page.getByLabel('Passing on').selectOption('bound')
    await meaning.getByText('It stays with the wallet that got it').waitFor()
    await page.getByLabel('Passing on').selectOption('market')
    await meaning.getByText('It cannot be given away').waitFor()
  })

  it('loses nothing to a reload', async () => {
    const { page } = desk
    await page.reload()
    await page.getByLabel('Title').waitFor()
    expect(await page.getByLabel('Title').inputValue()).to.equal('Lighthouse Concert')
    expect(await page.getByLabel('Passing on').inputValue()).to.equal('market')
  })

  it('shows all of it before the signature', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByText('Is this right?').waitFor()
    await page.getByText('Reissue after 24 hours').waitFor()
    await page
      .getByText(/Lisbon/)
      .first()
      .waitFor()
    expect(await findViolations(page)).to.deep.equal([])
  })

  it('is one signature, and the event has its page, its zone and its document', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'Sign and create' }).click()
    await page.getByText('Lighthouse Concert is on the chain').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    const link = await page.getByRole('link', { name: 'See its public page' }).getAttribute('href')
    const event = await (await fetch(`${origin}/api${link}`)).json()
    expect(event).to.deep.include({ name: 'Lighthouse Concert', timeZone: 'Europe/Lisbon' })
    expect(event.description).to.include({ venue: 'Pier 4, Lisbon' })
    expect(event.tiers[0]).to.include({ transferPolicy: 'market', price: '50000000000000000' })
    await page.goto(`${origin}${link}`)
    await page.getByRole('heading', { name: 'Lighthouse Concert' }).waitFor()
  })

  it('works on a phone, from the empty office on', async () => {
    const phone = await visit(browser, `${origin}/organizer`)
    await openOffice(phone.page, 'Dana')
    await phone.page.getByRole('link', { name: 'Create an event' }).click()
    const eventId = await createEvent(phone.page, { title: 'Small & Quiet', venue: '' })
    expect(eventId).to.match(/^\d+:0x[0-9a-f]{40}$/)
    const event = await (await fetch(`${origin}/api/events/${eventId}`)).json()
    expect(event).to.include({ name: 'Small + Quiet' })
    expect(event.description).to.include({ title: 'Small & Quiet' })
    expect(phone.errors).to.deep.equal([])
  })

  it('leaves no error in the page', () => {
    expect(desk.errors).to.deep.equal([])
  })
})
