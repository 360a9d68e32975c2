import type { Locator, Page } from 'playwright-core'
import { clearVerdict } from './verdict.ts'

/** Connects a demo account where the page offers its wallets. */
export async function connectAs(page: Page, name: string): Promise<void> {
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`^${name}\\b`) })
    .click()
}

/** Buys one ticket of the tier that the event's page shows under this name, and opens it. */
export async function buyTicket(page: Page, tier: string): Promise<void> {
  const card = page.locator('section', { has: page.getByRole('heading', { name: tier, exact: true }) }).last()
  await card.getByRole('button', { name: 'Buy one' }).click()
  await card.getByRole('link', { name: 'Open your ticket' }).click()
}

/** Has the wallet authorise the phone, and waits for its first code and the registry's word. */
export async function setUpPhone(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign and get my code' }).click()
  await theCode(page).waitFor()
  await page.getByText('The gate knows this phone').waitFor()
}

/** The picture of the code on a guest's page. */
export function theCode(page: Page) {
  return page.getByRole('img', { name: /entry code/ })
}

/** Signs in at the gate and takes up a post there; the camera is not opened yet. */
export async function signInAtGate(page: Page, name: string, event: string): Promise<void> {
  await connectAs(page, name)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Event').selectOption({ label: event })
}

/** Opens the camera at the chosen post, and waits until codes are read. */
export async function startScanning(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start scanning' }).click()
  await page.getByText('Hold the guest’s code in the frame').waitFor()
}

/** Ends the shift and takes it up again: what was in view before is a new presentation. */
export async function restartScanning(page: Page): Promise<void> {
  await clearVerdict(page)
  await page.getByRole('button', { name: 'Change event or gate' }).click()
  await startScanning(page)
}

/** The part of the organizer's page that is about one event. */
export function officeOf(page: Page, event: string): Locator {
  return page.locator('section', { has: page.getByRole('heading', { name: event, exact: true }) }).last()
}

/** Puts a wallet on the staff list of an event, on the organizer's page. */
export async function addSteward(page: Page, event: string, wallet: string): Promise<void> {
  const office = officeOf(page, event)
  await office.getByLabel('Wallet to add').fill(wallet)
  await office.getByRole('button', { name: 'Add', exact: true }).click()
  await office.getByRole('button', { name: `Remove ${wallet}` }).waitFor()
}
