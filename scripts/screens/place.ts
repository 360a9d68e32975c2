import type { Page } from 'playwright-core'

/** Where the product runs, and what is on it. */
export type Place = {
  readonly origin: string
  /** Doors are open; Ada holds tickets of it. */
  readonly tonight: string
  /** Doors open tomorrow; Ada, Ben and Cleo hold tickets of it, and its tiers have different rules. */
  readonly tomorrow: string
  /** Created on the organizer's page: described there, with tickets to give out. */
  readonly own: string
  /** A picture of the code of a ticket that nobody has used yet. */
  readonly code: () => Promise<Buffer>
  /** A link that gives a ticket for tomorrow to whoever opens it first. */
  readonly link: () => Promise<string>
}

/** Brings a fresh page into the state that is to be seen. */
export type Shot = (page: Page, place: Place) => Promise<void>

/** Pages and states by the names of their pictures. */
export type Shots = Readonly<Record<string, Shot>>

/** What the demo's events are called. */
export const TONIGHT = 'Harbour Sessions'
export const TOMORROW = 'Night of the Owls'

/** A page as whoever comes by sees it, once it says this. */
export const open =
  (path: (place: Place) => string, ready: RegExp): Shot =>
  async (page, place) => {
    await page.goto(`${place.origin}${path(place)}`)
    await page.getByText(ready).first().waitFor()
  }
