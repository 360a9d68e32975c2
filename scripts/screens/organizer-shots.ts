import { fillEvent, openOffice } from '#test/e2e/organizer.ts'
import { connectAs } from '#test/e2e/people.ts'
import { open, type Place, type Shot, type Shots } from './place.ts'

const toConnect = open(() => '/organizer', /Which wallet organizes/)

/** A page of the office, with its organizer signed in, once it says this. */
const office =
  (path: (place: Place) => string, ready: RegExp): Shot =>
  async (page, place) => {
    await page.goto(`${place.origin}/organizer${path(place)}`)
    await openOffice(page, 'Olga')
    await page.getByText(ready).first().waitFor()
  }

const newEvent: Shot = async (page, place) => {
  await page.goto(`${place.origin}/organizer/new`)
  await openOffice(page, 'Olga')
  await fillEvent(page, { title: 'Lantern Walk', venue: 'Castle gate' })
}

const issue = office(({ own }) => `/${own}/issue`, /How many/)

/** What organizers see. */
export const organizerShots: Shots = {
  'organizer-connect': toConnect,
  'organizer-sign-in': async (page, place) => {
    await toConnect(page, place)
    await connectAs(page, 'Olga')
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
  },
  organizer: office(() => '', /Issued/),
  'organizer-new': newEvent,
  'organizer-review': async (page, place) => {
    await newEvent(page, place)
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByRole('button', { name: 'Sign and create' }).waitFor()
  },
  'organizer-now': office(({ tonight }) => `/${tonight}`, /refused since/),
  'organizer-tickets': office(({ tonight }) => `/${tonight}/tickets`, /1-000001/),
  'organizer-ticket': office(({ tonight }) => `/${tonight}/tickets/1000001`, /Bought for/),
  'organizer-issue': issue,
  'organizer-airdrop': async (page, place) => {
    await issue(page, place)
    await page.getByRole('radio', { name: 'To a list' }).click()
    await page.getByLabel('Wallets, one in each row').fill(`address\n0x${'ab'.repeat(20)}\nAda`)
    await page.getByText(/have to be mended|has to be mended/).waitFor()
  },
  'organizer-links': async (page, place) => {
    await issue(page, place)
    await page.getByRole('radio', { name: 'As links' }).click()
    await page.getByLabel('How many links').fill('2')
    await page.getByRole('button', { name: 'Sign the links' }).click()
    await page.getByText('2 links are ready').waitFor()
  },
  'organizer-used': office(({ tonight }) => `/${tonight}/used`, /Mark/),
  'organizer-money': office(({ tonight }) => `/${tonight}/money`, /72 hours after the end/),
  'organizer-settings': office(({ own }) => `/${own}/settings`, /Pause sales/),
  'organizer-foreign': async (page, place) => {
    await page.goto(`${place.origin}/organizer/${place.tonight}`)
    await openOffice(page, 'Dana')
    await page.getByText('This event is not yours to manage').waitFor()
  },
}
