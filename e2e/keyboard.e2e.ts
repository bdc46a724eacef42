import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { Form, row } from './form.ts'

// With motion, as most people have it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('from the gallery to an applied endpoint without a mouse', async ({ list: page, plant, named }) => {
  const name = named('keys')
  await page.getByRole('link', { name: 'New Custom MQTT Broker' }).focus()
  await page.keyboard.press('Enter')
  const form = new Form(page, 'Create new dataflow endpoint: Custom MQTT Broker')
  await expect(form.panel).toBeVisible()

  const reach = async (target: Locator) => {
    for (let steps = 0; steps < 40; steps++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    await expect(target).toBeFocused()
  }
  await reach(form.field('Name'))
  await page.keyboard.type(name)
  await page.keyboard.press('Tab')
  await expect(form.field('Host')).toBeFocused()
  await page.keyboard.type('broker.example.net:8883')
  await reach(form.choice('Authentication method'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(form.choice('Authentication method')).toHaveText('None')
  await reach(form.button('Apply'))
  await page.keyboard.press('Enter')

  await expect(form.panel).toBeHidden()
  await expect(row(page, name)).toBeVisible()
  expect(await plant.cluster.settings(name)).toEqual({
    host: 'broker.example.net:8883',
    authentication: { method: 'Anonymous' },
  })
  await expect(page.getByRole('link', { name: 'New Custom MQTT Broker' })).toBeFocused()
})

test('Enter in a field applies; Escape closes and focus returns to where it was', async ({ list: page }) => {
  const opener = page.getByRole('link', { name: 'New Azure Event Grid MQTT' })
  await opener.focus()
  await page.keyboard.press('Enter')
  const form = new Form(page, 'Create new dataflow endpoint: Azure Event Grid MQTT')
  await form.field('Name').press('Enter')
  await expect(form.field('Name')).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Escape')
  await expect(form.panel).toBeHidden()
  await expect(opener).toBeFocused()
})

test('the rows are walked with the arrow keys and the skip link leads past the frame', async ({
  list: page,
  plant,
  named,
}) => {
  await plant.cluster.createMqtt(named('walk'))
  await page.getByRole('link', { name: 'Skip to content' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#content')).toBeFocused()
  const links = page.getByRole('rowheader').getByRole('link')
  await links.first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(links.first()).toBeFocused()
})
