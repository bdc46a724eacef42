import { everyEndpoint } from './every-endpoint.ts'
import { expect, test } from './fixtures.ts'
import { confirmDelete, Form, openEdit, openNew, row, rowMenu } from './form.ts'

test.describe('the life of an endpoint', () => {
  for (const { tile, method, fill, spec } of everyEndpoint) {
    test(`${tile} with ${method}: create, edit, clone, delete, undo`, async ({ list: page, plant, named }) => {
      const name = named('life')
      const { cluster } = plant

      const form = await openNew(page, tile)
      await form.fill({ Name: name })
      await form.choose('Authentication method', method)
      await form.fill(fill)
      await form.apply()
      await expect(row(page, name)).toContainText(method)
      expect((await cluster.endpoint(name)).spec).toEqual(spec)

      const edit = await openEdit(page, name)
      await edit.open('Advanced')
      await edit.choose('Quality of service (QoS)', '0: at most once')
      await edit.apply()
      const edited = { ...spec, mqttSettings: { ...spec.mqttSettings, qos: 0 } }
      expect((await cluster.endpoint(name)).spec).toEqual(edited)

      await rowMenu(page, name, 'Clone')
      const clone = new Form(page, `Create new dataflow endpoint: ${tile}`)
      await expect(clone.field('Name')).toHaveValue('')
      await clone.fill({ Name: `${name}-copy` })
      await clone.apply()
      await expect(row(page, `${name}-copy`)).toBeVisible()
      expect((await cluster.endpoint(`${name}-copy`)).spec).toEqual(edited)

      await rowMenu(page, name, 'Delete')
      await confirmDelete(page)
      await expect(row(page, name)).toBeHidden()
      expect(await cluster.exists(name)).toBe(false)

      await page.getByRole('button', { name: 'Undo', exact: true }).click()
      await expect(row(page, name)).toBeVisible()
      expect((await cluster.endpoint(name)).spec).toEqual(edited)
    })
  }
})
