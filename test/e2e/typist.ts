import { expect } from 'chai'
import type { Locator, Page } from 'playwright-core'

/** More stops than any page has. */
const MOST_STOPS = 200

/** Somebody who works a page with the keys alone: what Tab does not come to is not there. */
export function openTypist(page: Page) {
  /** Goes on with Tab, or back, until a control has the focus, which has to be seen on it. */
  const goTo = async (target: Locator, way: 'on' | 'backwards' = 'on'): Promise<void> => {
    await target.first().waitFor()
    const isThere = () => target.first().evaluate((control) => control === document.activeElement)
    for (let stop = 0; !(await isThere()); stop++) {
      if (stop > MOST_STOPS) throw new Error(`Tab never comes to ${target}`)
      await page.keyboard.press(way === 'on' ? 'Tab' : 'Shift+Tab')
    }
    const outline = await target.first().evaluate((control) => getComputedStyle(control).outlineStyle)
    expect(outline, `the ring around ${target}`).to.not.equal('none')
  }
  const goAndPress = (key: string) => async (target: Locator) => {
    await goTo(target)
    await page.keyboard.press(key)
  }
  return {
    goTo,
    /** A button or a link. */
    press: goAndPress('Enter'),
    /** A box to tick. */
    tick: goAndPress('Space'),
    /** Replaces what stands in a field. */
    write: async (target: Locator, text: string) => {
      await goTo(target)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(text)
    },
    /** The radio button after the one that has the focus: the arrow is held until it is chosen. */
    chooseNext: async (target: Locator) => {
      await page.keyboard.down('ArrowRight')
      await target.and(page.locator('[aria-checked=true]')).waitFor()
      await page.keyboard.up('ArrowRight')
    },
    /** An option of a list, by the letters that it begins with. */
    choose: async (target: Locator, option: string) => {
      await goTo(target)
      await page.keyboard.type(option)
      await page.keyboard.press('Enter')
    },
    /** A day and time in a field of the browser's own, as it is written in the United States. */
    writeTime: async (target: Locator, at: Date) => {
      await goTo(target)
      const [date = '', time = ''] = at.toISOString().split('T')
      const [year, month, day] = date.split('-')
      const hour = Number(time.slice(0, 2))
      await page.keyboard.type(`${month}${day}${year}`)
      await page.keyboard.press('ArrowRight')
      const hourOfHalf = String(hour % 12 || 12).padStart(2, '0')
      await page.keyboard.type(`${hourOfHalf}${time.slice(3, 5)}${hour < 12 ? 'A' : 'P'}`)
      expect(await target.inputValue()).to.equal(`${date}T${time.slice(0, 5)}`)
    },
  }
}
