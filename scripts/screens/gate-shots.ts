import type { Page } from 'playwright-core'
import { connectAs, signInAtGate, startScanning } from '#test/e2e/people.ts'
import { clearVerdict, readVerdict } from '#test/e2e/verdict.ts'
import { open, type Shot, type Shots, TONIGHT } from './place.ts'

const gate = open(() => '/gate', /Connect the wallet/)

const atPost: Shot = async (page, place) => {
  await gate(page, place)
  await signInAtGate(page, 'Stefan', TONIGHT)
}

const scanning: Shot = async (page, place) => {
  await atPost(page, place)
  await startScanning(page)
}

const upload = async (page: Page, buffer: Buffer) =>
  page.getByLabel('Picture of a code').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer })

const type = async (page: Page, text: string) => {
  await page.getByRole('button', { name: 'Type' }).click()
  await page.getByRole('textbox', { name: 'Code' }).fill(text)
  await page.getByRole('button', { name: 'Check' }).click()
}

/** A guest is admitted, and the same code comes again. */
const twice: Shot = async (page, place) => {
  await scanning(page, place)
  const code = await place.code()
  await upload(page, code)
  await readVerdict(page)
  await clearVerdict(page)
  await upload(page, code)
  await readVerdict(page)
}

/** What stewards see. */
export const gateShots: Shots = {
  gate,
  'gate-sign-in': async (page, place) => {
    await gate(page, place)
    await connectAs(page, 'Stefan')
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
  },
  'gate-post': atPost,
  'gate-scanning': scanning,
  'gate-typing': async (page, place) => {
    await scanning(page, place)
    await page.getByRole('button', { name: 'Type' }).click()
    await page.getByRole('textbox', { name: 'Code' }).waitFor()
  },
  'gate-admit': async (page, place) => {
    await scanning(page, place)
    await upload(page, await place.code())
    await readVerdict(page)
  },
  'gate-refuse': twice,
  'gate-undecided': async (page, place) => {
    await scanning(page, place)
    await page.context().setOffline(true)
    await type(page, 'TYPED WITHOUT NETWORK')
    await readVerdict(page)
  },
  'gate-ask': async (page, place) => {
    await atPost(page, place)
    await page.getByLabel('Ask me before letting in').check()
    await startScanning(page)
    await upload(page, await place.code())
    await page.getByRole('heading', { name: 'Let this guest in?' }).waitFor()
  },
  'gate-history': async (page, place) => {
    await twice(page, place)
    await clearVerdict(page)
    await page.getByRole('button', { name: 'Last' }).click()
    await page.getByRole('list', { name: 'Last scans' }).waitFor()
  },
  'gate-offline': async (page, place) => {
    await scanning(page, place)
    await page.context().setOffline(true)
    await page.getByLabel('Connection: Offline').waitFor()
  },
}
