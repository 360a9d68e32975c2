import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { findChromium } from '../setup/tools.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, visit } from './browser.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'

describe('the language of the pages', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let origin: string

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    origin = (await sharedStack()).origin
  })

  after(() => browser?.close())

  const LANGUAGES = {
    'de-AT': { lang: 'de', title: 'Tickets, die am Einlass funktionieren', price: /Ab 0,02 ETH/ },
    fr: { lang: 'fr', title: 'Des billets qui passent à l’entrée', price: /À partir de 0,02 ETH/ },
    'es-MX': { lang: 'es', title: 'Entradas que funcionan en la puerta', price: /Desde 0,02 ETH/ },
    nl: { lang: 'en', title: 'Tickets that work at the door', price: /From 0\.02 ETH/ },
  }

  for (const [locale, { lang, title, price }] of Object.entries(LANGUAGES)) {
    it(`is ${lang} for a browser that asks for ${locale}`, async () => {
      const { page, errors } = await visit(browser, origin, { locale })
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      await page.getByText(price).first().waitFor()
      expect(await page.locator('html').getAttribute('lang')).to.equal(lang)
      expect(await findViolations(page)).to.deep.equal([])
      expect(errors).to.deep.equal([])
      await page.context().close()
    })
  }

  it('is the one that the visitor chose, on every page from then on', async () => {
    const { page } = await visit(browser, `${origin}/tickets`)
    await page.getByLabel('Language').selectOption({ label: 'Deutsch' })
    await page.getByRole('heading', { name: 'Meine Tickets' }).waitFor()
    await page.goto(`${origin}/gate`)
    await page.getByRole('heading', { name: 'Am Einlass scannen' }).waitFor()
    await page.getByLabel('Sprache').selectOption({ label: 'Français' })
    await page.getByRole('heading', { name: 'Scanner à une entrée' }).waitFor()
    await page.goto(`${origin}/nothing/here`)
    await page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor()
    await page.context().close()
  })

  it('is the only one that is sent', async () => {
    const { page } = await visit(browser, 'about:blank', { locale: 'de' })
    const texts: Promise<string>[] = []
    page.on('response', (response) => texts.push(response.text().catch(() => '')))
    await page.goto(origin, { waitUntil: 'networkidle' })
    const sent = (await Promise.all(texts)).join('')
    expect(sent).to.contain('Tickets, die am Einlass funktionieren')
    expect(sent).not.to.match(/No connection\. What you see may be old|Pas de connexion|Sin conexión/)
    await page.context().close()
  })
})
