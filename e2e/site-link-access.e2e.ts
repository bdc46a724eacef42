import { expect, testSignedIn as test } from './fixtures.ts'
import { SiteLink } from './site-link.ts'

test('who may not write a link is told so on its first page, with what is missing', async ({ as, plant }) => {
  const page = await as('viewer')
  const link = await SiteLink.open(page, plant)
  await expect(link.button('Next')).toBeDisabled()
  await link.button('Next').hover()
  await expect(page.getByRole('tooltip')).toContainText('create on dataflowendpoints in azure-iot-operations')
  await expect(page.getByRole('radio', { name: /Paste it/ })).toBeDisabled()
})
