import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** What pops up stands beside the page and in no landmark; it belongs to the control that it is about. */
export const poppedUp = ['region']

/** What a theme changes is colours. Everything else is judged once, in the light one. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** Fails the test when axe finds something on the page as it stands. `screen` tells which one it was. */
export async function passesAxe(page: Page, screen: string, except: string[] = []): Promise<void> {
  await drawn(page)
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const builder = new AxeBuilder({ page })
    // In the page itself: no screen has frames, and the other way opens a blank page for each look.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    // Tabster, Fluent's focus keeper, places hidden elements that take focus for a moment to pass it on; that is how
    // its focus traps work, and nobody can rest on them.
    .exclude('[data-tabster-dummy]')
  const { violations } = await (dark ? builder.withRules(ofColours) : builder.disableRules(except)).analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
  expect(found, screen).toEqual([])
}

/** What fades in is half drawn meanwhile, and its colours are not the ones that are meant. */
const drawn = (page: Page) =>
  page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
