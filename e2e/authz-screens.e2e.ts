import { isAbout, limitRole } from './access-pictures.ts'
import { passesAxe, poppedUp } from './axe.ts'
import { expect, testAlone, testSignedIn } from './fixtures.ts'
import { Form, openNew, row } from './form.ts'

const ask = 'Ask whoever manages access to the cluster.'

for (const colorScheme of ['light', 'dark'] as const) {
  testAlone.describe(colorScheme, () => {
    testAlone.use({ signIn: true, colorScheme })

    testAlone('what cannot be seen is said, and the rest goes on', async ({ as, plant }) => {
      await limitRole(plant, 'plant-viewer', (rule) => !isAbout('secretsyncs')(rule) && !isAbout('pods')(rule))
      const page = await as('viewer')
      await page.goto(`/${plant.instance}/secrets`)
      await expect(page.getByRole('heading', { name: 'You cannot see synced secrets here' })).toBeVisible()
      await expect(page.locator('main')).toContainText('Needs list on secretsyncs in azure-iot-operations.')
      await expect(page.locator('main')).toContainText(ask)
      await passesAxe(page, 'secrets, refused')

      // Nothing leads nowhere: every screen is still in the navigation, and those of other kinds have their rows.
      await page.getByRole('link', { name: 'Dataflow endpoints' }).click()
      await expect(row(page, 'partner-hq')).toContainText('Custom MQTT Broker')
      await row(page, 'partner-hq').getByRole('link', { name: 'partner-hq', exact: true }).click()
      await expect(page.locator('#settings')).toContainText('partner-hq-broker:8883')
      await expect(page.locator('#runtime')).toContainText('You cannot see pods here.')
      await page.goto(`/${plant.instance}/endpoints/new/custom-mqtt`)
      const form = new Form(page, 'Create new dataflow endpoint: Custom MQTT Broker')
      await form.choose('Authentication method', 'X509 certificate')
      await expect(form.panel).toContainText('You cannot see which synced secrets there are.')
      await form.button('Apply').hover()
      // What stands beside a modal may be hidden from screen readers: they have its words with the button.
      await expect(page.getByRole('tooltip', { includeHidden: true })).toBeVisible()
      await expect(form.button('Apply')).toHaveAccessibleDescription(/Needs create on dataflowendpoints/)
      await passesAxe(page, 'form that cannot be applied', poppedUp)
    })

    testAlone('disabled actions and their reasons pass axe', async ({ as, plant }) => {
      const page = await as('viewer')
      await page.goto(`/${plant.instance}/endpoints`)
      await page.getByRole('link', { name: 'New Custom MQTT Broker' }).hover()
      await expect(page.getByRole('tooltip')).toBeVisible()
      await passesAxe(page, 'list of a viewer', poppedUp)
      await page.goto(`/${plant.instance}/endpoints/partner-hq`)
      await expect(page.getByRole('button', { name: 'Delete' })).toBeDisabled()
      await passesAxe(page, 'endpoint of a viewer')
      await page.goto(`/${plant.instance}/secrets`)
      await expect(page.getByRole('button', { name: 'Rotate partner-hq-client' })).toBeDisabled()
      await passesAxe(page, 'secrets of a viewer')
    })
  })
}

testSignedIn(
  'somebody without any right is told who they are and what is missing, and can leave',
  async ({ as, plant }) => {
    const page = await as('stranger')
    await page.goto(`/${plant.instance}/endpoints`)
    await expect(page.getByRole('heading', { name: 'You cannot see this instance' })).toBeVisible()
    const main = page.locator('main')
    await expect(main).toContainText(
      'You are signed in as Stan Stranger. The cluster knows you as stranger, in no group.',
    )
    await expect(main).toContainText(/Needs list on .*dataflowendpoints.* in azure-iot-operations\./)
    await expect(main).toContainText(ask)
    await passesAxe(page, 'refused instance')
    await main.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign out of everything' }).click()
    await expect(page.getByText('You are signed out')).toBeVisible()
  },
)

testAlone.describe('while somebody types', () => {
  testAlone.use({ signIn: true })

  testAlone(
    'authz-revoked-mid-session: what is typed stays, and Apply says what is missing now',
    async ({ as, plant, named }) => {
      const name = named('revoked')
      const page = await as('operator')
      await page.goto(`/${plant.instance}/endpoints`)
      const form = await openNew(page, 'Custom MQTT Broker')
      await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
      await limitRole(plant, 'plant-operator', (rule) => !isAbout('dataflowendpoints')(rule))
      await form.button('Apply').click()
      await expect(form.failure).toContainText('create')
      await expect(form.button('Apply')).toBeDisabled()
      await expect(form.field('Name')).toHaveValue(name)
      expect(await plant.cluster.exists(name)).toBe(false)
    },
  )
})

testSignedIn('a sign-in that ends while somebody types costs nothing of it', async ({ as, plant, named, guard }) => {
  guard.allow(/status of 401/)
  const name = named('went-out')
  const page = await as('operator')
  await page.goto(`/${plant.instance}/endpoints`)
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await page.context().clearCookies()
  await form.button('Apply').click()
  await expect(form.panel).toContainText('Your sign-in has ended.')
  await expect(form.field('Name')).toHaveValue(name)
  const way = form.panel.getByRole('link', { name: 'Sign in in a new tab' })
  await expect(way).toHaveAttribute('target', '_blank')
  expect(await plant.cluster.exists(name)).toBe(false)

  const opened = page.context().waitForEvent('page')
  await way.click()
  const tab = await opened
  await tab
    .getByRole('link', { name: 'operator' })
    .or(tab.getByRole('button', { name: 'operator' }))
    .click()
  await expect(tab.getByRole('heading', { level: 1 })).toBeVisible()
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({ host: 'broker.example.net:8883' })
})
