import { expect, testAlone as test } from './fixtures.ts'
import { freshness } from './form.ts'

test.describe('10,000 endpoints', () => {
  test.use({ generated: 10_000 })
  // A real API server takes its time to be filled.
  test.describe.configure({ timeout: 240_000 })

  test('10k-objects: the first rows are there at once, the page stays small, search and scrolling reach all', async ({
    list: page,
  }) => {
    const nodes = () => page.evaluate(() => document.querySelectorAll('*').length)
    await expect(page.getByRole('rowheader').first()).toBeVisible()
    expect(await nodes()).toBeLessThan(2500)
    const table = page.getByRole('table')
    await expect(table).toHaveAttribute('aria-rowcount', /^100\d\d$/)
    await expect(freshness(page)).toHaveText('Live', { timeout: 20_000 })
    const region = page.getByRole('region', { name: 'Dataflow endpoints' })
    await region.focus()
    await page.keyboard.press('End')
    await expect(page.getByRole('row').last()).toHaveAttribute('aria-rowindex', /^100\d\d$/)
    expect(await nodes()).toBeLessThan(2500)
    await page.getByRole('searchbox').fill('09999')
    await expect(page.getByRole('rowheader')).toHaveCount(1)
  })
})
