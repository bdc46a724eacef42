import { newResource } from '../lib/endpoints/new-resource.ts'
import type { EndpointValues } from '../lib/endpoints/resource-types.ts'
import type { EndpointType } from '../lib/endpoints/types/define.ts'
import { endpointTypes } from '../lib/endpoints/types/index.ts'
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

test.describe('the life of an endpoint of every other type', () => {
  for (const type of endpointTypes.filter(({ endpointType }) => endpointType !== 'Mqtt')) {
    test(`${type.label}: its example is created, opened, edited and deleted`, async ({ list: page, plant, named }) => {
      const name = named('type')
      const { cluster } = plant
      const made = (values: EndpointValues) => newResource(type, name, values, { hostType: true }).spec
      const { values } = type.example

      const form = await openNew(page, type.label)
      await form.fill({ Name: name })
      await fillByTable(form, type, values)
      await form.apply()
      await expect(row(page, name)).toContainText(type.label)
      await expect(row(page, name)).toContainText(values[type.address] ?? '')
      expect((await cluster.endpoint(name)).spec).toEqual(made(values))

      // Opening and applying without a change leaves the object as it is.
      const { metadata } = await cluster.endpoint(name)
      await (await openEdit(page, name)).apply()
      expect((await cluster.endpoint(name)).metadata.resourceVersion).toBe(metadata.resourceVersion)

      const number = type.fields.find(({ control, key }) => control.kind === 'number' && !(key in values))
      const change: EndpointValues = number
        ? { [number.key]: '77' }
        : { [type.address]: `${values[type.address] ?? ''}-2` }
      const edit = await openEdit(page, name)
      await fillByTable(edit, type, change)
      await edit.apply()
      expect((await cluster.endpoint(name)).spec).toEqual(made({ ...values, ...change }))

      await rowMenu(page, name, 'Delete')
      await confirmDelete(page)
      await expect(row(page, name)).toBeHidden()
    })
  }
})

/** Fills a form as its table draws it: texts are typed, words are chosen by their labels. */
async function fillByTable(form: Form, type: EndpointType, values: EndpointValues): Promise<void> {
  for (const tab of ['basic', 'advanced'] as const) {
    const fields = type.fields.filter((field) => field.tab === tab && values[field.key] !== undefined)
    if (fields.length > 0) await form.open(tab === 'basic' ? 'Basic' : 'Advanced')
    for (const { key, label, control } of fields) {
      const value = values[key] ?? ''
      if (control.kind === 'checkbox') await form.checkbox(label).setChecked(value === control.on)
      else if (control.kind === 'choice') await form.choose(label, optionOf(control.options, value))
      else if (control.kind === 'method') await form.choose(label, optionOf(type.methods, value))
      else await form.fill({ [label]: value })
    }
  }
}

const optionOf = (options: readonly { value: string; label: string }[], value: string): string =>
  options.find((one) => one.value === value)?.label ?? value
