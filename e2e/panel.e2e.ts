import { expect, test } from './fixtures.ts'
import { Form, openEdit, openNew, row } from './form.ts'

// With motion, as most people have it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('the panel has its own URL: reload, share and Back work', async ({ list: page, otherPage, plant, named }) => {
  const name = named('url')
  await plant.cluster.createMqtt(name)
  await page.getByRole('searchbox').fill(name)
  await expect(page).toHaveURL(new RegExp(name))
  await openEdit(page, name)
  await expect(page).toHaveURL(new RegExp(`/endpoints/edit/${name}`))

  await page.reload()
  const form = new Form(page, `Edit dataflow endpoint: ${name}`)
  await expect(form.field('Host')).toHaveValue('broker.example.net:8883')
  await otherPage.goto(page.url())
  await expect(new Form(otherPage, `Edit dataflow endpoint: ${name}`).field('Host')).toHaveValue(
    'broker.example.net:8883',
  )

  await page.goBack()
  await expect(form.panel).toBeHidden()
  await expect(page.getByRole('searchbox')).toHaveValue(name)
  await expect(row(page, name)).toBeVisible()
})

test('Cancel leads back to where the form was opened, also where it had been reloaded before', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('reloaded')
  await plant.cluster.createMqtt(name)
  let form = await openEdit(page, name)
  await page.reload()
  await form.button('Cancel').click()
  await expect(form.panel).toBeHidden()
  await expect(page).toHaveURL(/\/endpoints$/)

  await page.goto(`/${plant.instance}/endpoints/edit/${name}`)
  form = new Form(page, `Edit dataflow endpoint: ${name}`)
  await form.button('Cancel').click()
  await expect(page).toHaveURL(/\/endpoints$/)
  await row(page, name).getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/endpoints/${name}$`))
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(form.field('Host')).toHaveValue('broker.example.net:8883')
  await form.button('Cancel').click()
  await expect(form.panel).toBeHidden()
  await expect(page).toHaveURL(new RegExp(`/endpoints/${name}$`))
})

test('Cancel without changes closes at once', async ({ list: page }) => {
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.button('Cancel').click()
  await expect(form.panel).toBeHidden()
  await expect(page).toHaveURL(/\/endpoints$/)
})

test('closing with changes asks: by Cancel, by Escape and by the browser’s Back', async ({ list: page }) => {
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: 'half-typed' })
  const question = page.getByRole('alertdialog', { name: 'Discard your changes?' })

  await form.button('Cancel').click()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(question).toBeHidden()
  await expect(form.field('Name')).toHaveValue('half-typed')

  await form.field('Name').press('Escape')
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(form.field('Name')).toHaveValue('half-typed')

  await page.goBack()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(form.field('Name')).toHaveValue('half-typed')

  await page.goBack()
  await question.getByRole('button', { name: 'Discard changes' }).click()
  await expect(form.panel).toBeHidden()
  await expect(page).toHaveURL(/\/endpoints$/)
})

test('a reload with changes brings the browser’s own question', async ({ list: page }) => {
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: 'half-typed' })
  const asked = page.waitForEvent('dialog')
  const reloaded = page.reload()
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.accept()
  await reloaded
})

test('form-draft: what is typed is never put into the browser’s storage', async ({ list: page }) => {
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: 'canary-draft', Host: 'canary-draft.example.net:8883' })
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  )
  expect(stored).not.toContain('canary-draft')
})

test('the footer stays in sight and its buttons stay enabled', async ({ list: page }) => {
  await page.setViewportSize({ width: 1024, height: 600 })
  const form = await openNew(page, 'Azure Event Grid MQTT')
  await form.open('Advanced')
  await form.field('Keep alive').scrollIntoViewIfNeeded()
  for (const name of ['Apply', 'Review', 'Cancel']) {
    await expect(form.button(name)).toBeInViewport({ ratio: 1 })
    await expect(form.button(name)).toBeEnabled()
  }
})

test('the panel of an endpoint that does not exist says so', async ({ page, plant, guard }) => {
  guard.allow(/status of 404/)
  await page.goto(`/${plant.instance}/endpoints/edit/never-was`)
  await expect(page.getByText(/never-was/).first()).toBeVisible()
  await expect(page.getByText(/does not exist|no endpoint|is gone|not found/i).first()).toBeVisible()
})
