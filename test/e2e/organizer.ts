import type { Page } from 'playwright-core'
import { connectAs } from './people.ts'

/** Connects a demo account on one of the organizer's pages and signs in. */
export async function openOffice(page: Page, name: string): Promise<void> {
  await connectAs(page, name)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

type NewEvent = { readonly title: string; readonly venue: string; readonly supply?: string }

const DAY_MS = 86_400_000
const localTime = (at: number) => new Date(at).toISOString().slice(0, 16)

/** Fills in the sheet of a new event, doors in a week by any clock. */
export async function fillEvent(page: Page, { title, venue, supply = '40' }: NewEvent): Promise<void> {
  const doors = Date.now() + 7 * DAY_MS
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('Venue').fill(venue)
  await page.getByLabel('Doors', { exact: true }).fill(localTime(doors))
  await page.getByLabel('End', { exact: true }).fill(localTime(doors + DAY_MS / 4))
  const tier = page.getByRole('region', { name: 'Tier 1' })
  await tier.getByLabel('Name').fill('Floor')
  await tier.getByLabel(/^Price/).fill('0.05')
  await tier.getByLabel('Places').fill(supply)
}

/** Fills in, reviews and signs a new event; answers its id. */
export async function createEvent(page: Page, event: NewEvent): Promise<string> {
  await fillEvent(page, event)
  await page.getByRole('button', { name: 'Review' }).click()
  await page.getByRole('button', { name: 'Sign and create' }).click()
  const link = page.getByRole('link', { name: 'Open its desk' })
  await link.waitFor()
  return decodeURIComponent((await link.getAttribute('href'))?.split('/').at(-1) ?? '')
}
