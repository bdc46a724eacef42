import { passesAxe, poppedUp } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { Form, openNew, row } from './form.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('list, menu, delete dialog, notifications and endpoint page pass axe', async ({
      list: page,
      plant,
      named,
    }) => {
      const name = named('axe')
      await plant.cluster.createMqtt(name, { qos: 0 })
      await plant.cluster.createDataflow(named('axe-flow'), 'default', name)
      await expect(row(page, name)).toContainText('axe-flow')
      await passesAxe(page, 'list and gallery')
      await page.getByRole('button', { name: `Actions for ${name}` }).click()
      await passesAxe(page, 'row menu', poppedUp)
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
      await passesAxe(page, 'delete dialog with its error')
      await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
      await row(page, name).getByRole('link').click()
      await expect(page.getByRole('heading', { name })).toBeVisible()
      await passesAxe(page, 'endpoint page')
      await page.goto(`/${plant.instance}/endpoints?search=nothing-like-this`)
      await passesAxe(page, 'no match')
      await page.getByRole('button', { name: /Notifications/ }).click()
      await passesAxe(page, 'notifications')
    })

    test('selection, sets, import and code pass axe', async ({ list: page, plant, named }) => {
      const name = named('axe-set')
      await plant.cluster.createMqtt(name)
      await plant.cluster.createDataflow(named('axe-flow'), 'default', name)
      await expect(row(page, name)).toContainText('axe-flow')
      await page.getByRole('checkbox', { name: `Select ${name}` }).check()
      const bar = page.getByRole('group', { name: 'Selected endpoints' })
      await expect(bar).toContainText('1 selected')
      await passesAxe(page, 'selection')
      await bar.getByRole('button', { name: 'Delete' }).click()
      await expect(page.getByRole('alertdialog')).toContainText('Left out')
      await passesAxe(page, 'delete of a set')
      await page.getByRole('button', { name: 'Cancel' }).click()
      await bar.getByRole('button', { name: 'Export' }).click()
      await expect(page.getByRole('region', { name: 'The endpoint as YAML' })).toBeVisible()
      await passesAxe(page, 'export')
      await page.getByRole('button', { name: 'Close' }).click()
      await page.getByRole('button', { name: 'Import', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox').fill('kind: Secret\napiVersion: v1')
      await passesAxe(page, 'import')
      await dialog.getByRole('button', { name: 'Review' }).click()
      await dialog.getByRole('button', { name: 'Details of Secret' }).click()
      await passesAxe(page, 'review of an import')
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await page.goto(`/${plant.instance}/endpoints/${name}`)
      await page.getByRole('tab', { name: 'Bicep' }).click()
      await passesAxe(page, 'code')
    })

    test('panel, its errors, advisories and review pass axe', async ({ list: page, named }) => {
      const name = named('axe')
      const form = await openNew(page, 'Azure Event Grid MQTT')
      await passesAxe(page, 'basic')
      await form.button('Apply').click()
      await passesAxe(page, 'basic with errors')
      await form.fill({ Name: name, Host: 'plant.westeurope-1.eventgrid.azure.net:9092' })
      await passesAxe(page, 'basic with advisories')
      await form.choice('Authentication method').click()
      await passesAxe(page, 'open list', poppedUp)
      await page.keyboard.press('Escape')
      await form.open('Advanced')
      await passesAxe(page, 'advanced')
      await form.button('Review').click()
      await expect(page.getByText(`name: ${name}`)).toBeVisible()
      await passesAxe(page, 'review')
    })

    test('conflict and the question before closing pass axe', async ({ page, plant, named }) => {
      const name = named('axe')
      await plant.cluster.createMqtt(name, { keepAliveSeconds: 20 })
      await page.goto(`/${plant.instance}/endpoints/edit/${name}`)
      const edit = new Form(page, `Edit dataflow endpoint: ${name}`)
      await edit.open('Advanced')
      await edit.fill({ 'Keep alive': '30' })
      await plant.cluster.patchEndpoint(name, { spec: { mqttSettings: { keepAliveSeconds: 40 } } })
      await edit.button('Apply').click()
      await expect(page.getByRole('region', { name: 'Conflicting changes' })).toBeVisible()
      await passesAxe(page, 'conflict')
      await edit.button('Cancel').click()
      await passesAxe(page, 'question before closing')
    })
  })
}

test('high contrast passes axe', async ({ list: page }) => {
  await page.getByRole('button', { name: /^Theme/ }).click()
  await page.getByRole('menuitemradio', { name: /High contrast/ }).click()
  await passesAxe(page, 'list in high contrast')
  await openNew(page, 'Custom MQTT Broker')
  await passesAxe(page, 'panel in high contrast')
})
