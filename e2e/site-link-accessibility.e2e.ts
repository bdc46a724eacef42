import { passesAxe } from './axe.ts'
import { expect, testRunning as test } from './fixtures.ts'
import { fillLink } from './site-link.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('every page of the wizard passes axe', async ({ page, plant, named }) => {
      const name = named('axe')
      const link = await fillLink(page, plant, name)
      await link.button(`Show YAML of Endpoint ${name}`).click()
      await passesAxe(page, 'review')
      await page.goBack()
      await link.isOn('Topics')
      await page.getByRole('checkbox', { name: 'Receive messages from the parent as well' }).check()
      await link.button('Next').click()
      await expect(page.getByText('Name at least one topic to read.')).toBeVisible()
      await passesAxe(page, 'topics with errors')
      await page.getByRole('checkbox', { name: 'Receive messages from the parent as well' }).uncheck()
      await page.goBack()
      await link.isOn('Identity')
      await passesAxe(page, 'identity')
      await page.goBack()
      await link.isOn('Parent')
      await passesAxe(page, 'parent')
      for (const title of ['Identity', 'Topics', 'Review']) await link.next(title)
      await plant.cluster.faults([
        { match: { verb: 'create', resource: 'dataflowendpoints', namePrefix: name }, fault: { answer: 500 } },
      ])
      await link.button('Apply').click()
      await link.failsAt('Create the endpoint')
      await passesAxe(page, 'progress with a failure')
      await link.button('End it here').click()
      await expect(link.standing).toBeVisible()
      await passesAxe(page, 'ended half way')
      await link.button('Back to the pages').click()
      await plant.cluster.faults([])
      await link.button('Apply').click()
      await expect(link.outcome).toHaveAttribute('data-outcome', 'connected', { timeout: 60_000 })
      await passesAxe(page, 'outcome')
    })
  })
}
