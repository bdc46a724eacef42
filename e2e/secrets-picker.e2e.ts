import type { Locator } from '@playwright/test'
import { expect, test, testAlone } from './fixtures.ts'
import { certificateSlot, openPart, openX509, part } from './secrets.ts'
import type { ReferenceDialog } from './secrets.ts'
import { openNew } from './form.ts'

testAlone.use({ secrets: 3000 })

const rows = (dialog: ReferenceDialog): Locator => dialog.root.locator('tbody').getByRole('row')
const found = (dialog: ReferenceDialog): Locator => dialog.root.getByRole('region', { name: /^Secrets of/ })

testAlone(
  'kv-paging-1000: three thousand secrets are read once, in pages of 25, for all who ask',
  async ({ list, otherPage, plant, named }) => {
    await otherPage.goto(`/${plant.instance}/endpoints`)
    const forms = [await openX509(list, named('one')), await openX509(otherPage, named('other'))] as const
    const before = await plant.vault.listRequests()
    const dialogs = await Promise.all(forms.map((form) => openPart(form, certificateSlot)))
    for (const dialog of dialogs)
      await expect(dialog.root.getByRole('status').first()).toHaveText(/^3,0\d\d secrets in /)
    const asked = (await plant.vault.listRequests()) - before
    const secrets = (await plant.vault.names('')).length
    expect(secrets).toBeGreaterThan(3000)
    // One more than pages when the portal has just started: it asks one thing first, alone, to be let in.
    expect(asked - Math.ceil(secrets / 25)).toBeGreaterThanOrEqual(0)
    expect(asked - Math.ceil(secrets / 25)).toBeLessThanOrEqual(1)

    // Looked at once more within a minute, the vault is not asked at all; Refresh asks it.
    const kept = await plant.vault.listRequests()
    const [dialog] = dialogs
    await dialog?.root.getByRole('button', { name: 'Cancel' }).click()
    const again = await openPart(forms[0], certificateSlot)
    await expect(again.root.getByRole('status').first()).toHaveText(/^3,0\d\d secrets in /)
    expect(await plant.vault.listRequests()).toBe(kept)
    await again.root.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(async () => (await plant.vault.listRequests()) - kept).toBe(Math.ceil(secrets / 25))
  },
)

testAlone(
  'a vault of three thousand stays usable: bounded page, search, scrolling and keyboard',
  async ({ list, named }) => {
    const form = await openX509(list, named('thousands'))
    const dialog = await openPart(form, certificateSlot)
    await expect(rows(dialog).first()).toBeVisible()
    const size = () => list.evaluate(() => document.querySelectorAll('*').length)
    expect(await rows(dialog).count()).toBeLessThan(60)
    expect(await size()).toBeLessThan(2_500)
    await expect(dialog.root.getByRole('table')).toHaveAttribute('aria-rowcount', /^30\d\d$/)

    await found(dialog).focus()
    await list.keyboard.press('End')
    await expect(dialog.root.getByRole('radio', { name: 'weld-sensor-02996-password' })).toBeInViewport()
    await list.keyboard.press('Home')
    await expect(dialog.root.getByRole('radio', { name: 'cut-sensor-00005-password' })).toBeInViewport()
    await found(dialog).hover()
    await list.mouse.wheel(0, 40_000)
    await expect(dialog.root.getByRole('radio', { name: 'cut-sensor-00005-password' })).toHaveCount(0)
    await expect(rows(dialog).first()).toBeVisible()
    expect(await rows(dialog).count()).toBeLessThan(60)
    expect(await size()).toBeLessThan(2_500)

    // From row to row with the arrow keys, past what was drawn at first.
    await list.keyboard.press('Home')
    await expect(dialog.root.getByRole('radio', { name: 'cut-sensor-00005-password' })).toBeInViewport()
    await list.keyboard.press('Tab')
    for (let at = 0; at < 40; at += 1) {
      await list.keyboard.press(at === 0 ? 'Space' : 'ArrowDown')
      const name = `cut-sensor-${String(6 * at + 5).padStart(5, '0')}-password`
      await expect(dialog.root.getByRole('radio', { name })).toBeChecked()
      await expect(dialog.root.getByRole('radio', { name })).toBeFocused()
    }

    // Neither end of the list is left: the first row has none above it, End goes to the last of all and back.
    const radio = (name: string) => dialog.root.getByRole('radio', { name })
    const walk = async (key: string, name: string) => {
      await list.keyboard.press(key)
      await expect(radio(name)).toBeChecked()
      await expect(radio(name)).toBeFocused()
      await expect(radio(name)).toBeInViewport()
    }
    await walk('Home', 'cut-sensor-00005-password')
    await walk('ArrowUp', 'cut-sensor-00005-password')
    await walk('End', 'weld-sensor-02996-password')
    await walk('ArrowDown', 'weld-sensor-02996-password')
    await walk('ArrowUp', 'weld-sensor-02990-password')
    await walk('Home', 'cut-sensor-00005-password')

    const search = dialog.root.getByRole('searchbox')
    await search.fill('02996 WELD')
    await expect(dialog.root.getByRole('status').first()).toHaveText(/^1 of 3,0\d\d secrets in /)
    await search.fill('no such secret')
    await expect(dialog.root).toContainText('No secret matches')
    await search.fill('weld-sensor-02996')
    const only = dialog.root.getByRole('radio', { name: 'weld-sensor-02996-password' })
    await expect(only).toBeVisible()
    // Past Refresh and the list itself.
    for (let stop = 0; stop < 3; stop += 1) await list.keyboard.press('Tab')
    await expect(only).toBeFocused()
    await list.keyboard.press('Space')
    await list.keyboard.press('Enter')
    await expect(dialog.root).toBeHidden()
    await expect(part(form, certificateSlot)).toContainText('weld-sensor-02996-password')
  },
)

test('a synced secret of the namespace is chosen as it is: nothing is stored or synced anew', async ({
  list,
  plant,
  named,
}) => {
  const name = named('as-it-is')
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.partner.example.net:8883' })
  await form.choose('Authentication method', 'X509 certificate')
  await form.choose('Synced secret name', 'partner-hq-client')
  await expect(form.panel).toContainText('“partner-hq-client” is synced already and is used as it is.')
  await expect(form.button('Add reference for X509 client certificate')).toBeHidden()
  const versions = await plant.vault.versions('partner-hq-cert')
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({
    authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef: 'partner-hq-client' } },
  })
  expect(await plant.vault.versions('partner-hq-cert')).toBe(versions)
  expect(await plant.vault.names(name)).toEqual([])
})
