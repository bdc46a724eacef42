import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { dataflow, openBridge, openNewBridge } from './bridge-form.ts'
import { connectivity, type Cluster } from './cluster.ts'
import { expect, test, testAlone } from './fixtures.ts'
import { patchDataflow } from './runtime.ts'

const diffOf = (page: Page): Locator => page.getByRole('region', { name: 'Difference as YAML' })

const reviewOf = (page: Page, what: string): Locator => page.getByRole('dialog', { name: `Review: ${what}` })

/** The lines that a difference marks, each with its sign. */
const marked = async (page: Page): Promise<string[]> =>
  (await diffOf(page).locator('tr').allInnerTexts())
    .map((line) => line.replace(/^[\s\d]+/, '').replaceAll(/(\s|Added:|Removed:)+/g, ' '))
    .filter((line) => /^[+−]/.test(line))

const bridgesIn = async ({ custom, namespace }: Cluster): Promise<string[]> => {
  const { items }: { items: { metadata: { name: string } }[] } = await custom.listNamespacedCustomObject({
    ...{ ...connectivity, namespace, plural: 'dataflows' },
  })
  return items.map(({ metadata }) => metadata.name)
}

test('Review shows what a new bridge will be, and writes nothing until Apply', async ({ page, plant, named }) => {
  const name = named('reviewed')
  const form = await openNewBridge(page, plant.instance)
  await form.button('Review').click()
  await expect(form.panel).toContainText('Give the dataflow a name.')
  await form.fill({ Name: name, 'Source endpoint': 'default', 'Topic filter 1': 'plant-07/#' })
  await form.fill({ 'Destination endpoint': 'partner-hq', 'Destination topic': 'orders/copy' })
  await form.button('Review').click()
  const review = reviewOf(page, `new bridge “${name}”`)
  await expect(diffOf(page)).toContainText(`name: ${name}`)
  for (const line of [
    'endpointRef: default',
    '- plant-07/#',
    'endpointRef: partner-hq',
    'dataDestination: orders/copy',
  ]) {
    await expect(diffOf(page)).toContainText(line)
  }
  await expect(review).toContainText('The API server has checked it in a dry run.')
  await review.getByRole('button', { name: 'Back to the form' }).click()
  await expect(review).toBeHidden()
  await expect(form.button('Review')).toBeFocused()
  expect(await bridgesIn(plant.cluster)).not.toContain(name)

  await form.button('Review').click()
  await expect(diffOf(page)).toBeVisible()
  await review.getByRole('button', { name: 'Apply' }).click()
  await expect(form.panel).toBeHidden()
  await expect.poll(() => bridgesIn(plant.cluster)).toContain(name)
})

test('Review of an edit marks the lines that change, and no others', async ({ page, plant, named }) => {
  const name = named('reviewed')
  await plant.cluster.createDataflow(name, 'default', 'partner-hq')
  const before = await dataflow(plant.cluster, name)
  const form = await openBridge(page, plant.instance, name)
  await form.button('Review').click()
  const review = reviewOf(page, `changes to “${name}”`)
  await expect(review).toContainText('Nothing would change: the cluster holds these values already.')
  await review.getByRole('button', { name: 'Back to the form' }).click()

  await form.fill({ 'Destination topic': 'elsewhere' })
  await form.choose('Mode', 'Disabled')
  await form.button('Review').click()
  await expect(diffOf(page)).toBeVisible()
  expect(await marked(page)).toEqual([
    '− mode: Enabled',
    '+ mode: Disabled',
    '− dataDestination: plant',
    '+ dataDestination: elsewhere',
  ])
  expect((await dataflow(plant.cluster, name)).spec).toEqual(before.spec)
})

test('stale-edit: what somebody else changed too is compared before it is reviewed', async ({ page, plant, named }) => {
  const name = named('shared')
  await plant.cluster.createDataflow(name, 'default', 'partner-hq')
  const form = await openBridge(page, plant.instance, name)
  await form.fill({ 'Destination topic': 'mine' })
  const [source, destination] = (await dataflow(plant.cluster, name)).spec.operations
  const destinationSettings = { endpointRef: 'partner-hq', dataDestination: 'theirs' }
  await patchDataflow(plant.cluster, name, { operations: [source, { ...destination, destinationSettings }] })
  await expect(form.button('Compare')).toBeVisible()
  await form.button('Review').click()
  await expect(form.panel.getByRole('radiogroup', { name: 'Destination topic' })).toContainText('Theirs: theirs')
  await form.button('Continue with these values').click()
  await form.button('Review').click()
  await expect(diffOf(page)).toBeVisible()
  expect(await marked(page)).toEqual(['− dataDestination: theirs', '+ dataDestination: mine'])
  await reviewOf(page, `changes to “${name}”`).getByRole('button', { name: 'Apply' }).click()
  await expect(form.panel).toBeHidden()
  const { operations } = (await dataflow(plant.cluster, name)).spec
  expect(operations[1]).toMatchObject({ destinationSettings: { dataDestination: 'mine' } })
})

testAlone(
  'what the API server has against a field stands beside it, on Review and on Apply',
  async ({ page, plant, named }) => {
    const name = named('strict')
    const operation = (settings: string, field: string) => ['operations[]', settings, field]
    await plant.cluster.teachField('dataflows', operation('destinationSettings', 'dataDestination'), {
      type: 'string',
      maxLength: 12,
    })
    await plant.cluster.teachField('dataflows', operation('sourceSettings', 'dataSources'), {
      type: 'array',
      items: { type: 'string', maxLength: 14 },
    })
    const form = await openNewBridge(page, plant.instance)
    await form.fill({ Name: name, 'Source endpoint': 'default', 'Topic filter 1': 'a/#' })
    await form.fill({ 'Destination endpoint': 'partner-hq', 'Destination topic': 'much/too/long' })
    const target = form.field('Destination topic')
    for (const button of ['Review', 'Apply']) {
      await test.step(button, async () => {
        await form.button(button).click()
        await expect(target).toHaveAccessibleDescription(/12/)
        await expect(target).toHaveAttribute('aria-invalid', 'true')
        await expect(target).toBeFocused()
        await expect(page.getByRole('dialog', { name: 'Review' })).toBeHidden()
        await expect(target).toHaveValue('much/too/long')
        await target.fill('much/too/long')
      })
    }
    expect(await bridgesIn(plant.cluster)).not.toContain(name)
    await target.fill('short')
    await form.apply()

    const edit = await openBridge(page, plant.instance, name)
    await edit.field('Topic filter 1').press('Enter')
    await edit.field('Topic filter 2').fill('plant-07/energy/#')
    await edit.button('Review').click()
    await expect(edit.panel).toContainText(/Topic filters[\s\S]*14/)
    await expect(edit.field('Topic filter 1')).toBeFocused()
    // It is said there and not once more on top of the form.
    await expect(edit.panel).not.toContainText('dataSources[1]:')
  },
)

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('the review of a bridge passes axe', async ({ page, plant, named }) => {
      const name = named('axe')
      await plant.cluster.createDataflow(name, 'default', 'partner-hq')
      const form = await openBridge(page, plant.instance, name)
      await form.fill({ 'Destination topic': 'elsewhere' })
      await form.button('Review').click()
      await expect(diffOf(page)).toBeVisible()
      // Tabster's hidden elements pass the focus on; nobody can rest on them.
      const { violations } = await new AxeBuilder({ page }).exclude('[data-tabster-dummy]').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    })
  })
}
