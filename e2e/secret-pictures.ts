import type { Page } from '@playwright/test'
import { makeChain } from './certificates.ts'
import { openNew } from './form.ts'
import type { Form } from './form.ts'
import type { Plant } from './plant.ts'
import {
  certificateSlot,
  freshPair,
  giveValue,
  intermediatesSlot,
  keySlot,
  openPart,
  openX509,
  providerClass,
  Run,
  syncKind,
} from './secrets.ts'

type Shot = (screen: string) => Promise<unknown>

/** As long as the name of an endpoint may be, and of a Secret. */
const longEndpoint = `${'an-endpoint-of-the-historian-of-line-4-in-the-north-hall-'.repeat(2).slice(0, 62)}z`
const longSecret = `${'a-secret-of-the-historian-of-line-4-in-the-north-hall-'.repeat(5).slice(0, 252)}z`

/** The Secrets page with what the plant is seeded with. */
export async function secretsPage(page: Page, { url, instance }: Plant, shot: Shot): Promise<void> {
  await page.goto(`${url}/${instance}/secrets`)
  const chain = page.locator('[data-secret="partner-hq-client"]')
  await chain.locator('[data-link="secret"]').filter({ hasText: 'Good' }).waitFor()
  await chain.getByText('2 keys, with versions and fingerprints').click()
  await shot('secrets')
}

/** A certificate with its intermediates in the workbench, and the run that takes it to the broker, before its last step. */
export async function secretRun(page: Page, plant: Plant, name: string, shot: Shot): Promise<void> {
  const { certificates, key } = await makeChain(
    'press-7.line-4',
    'Plant Issuing CA',
    'Plant Policy CA',
    'Plant Root CA',
  )
  const [leaf = '', issuing = '', policy = ''] = certificates
  await page.goto(`${plant.url}/${plant.instance}/endpoints`)
  const form = await openX509(page, name)
  await giveValue(form, keySlot, key)
  await giveValue(form, intermediatesSlot, issuing + policy)
  const dialog = await openPart(form, certificateSlot)
  await dialog.createNew()
  await dialog.value.fill(leaf)
  await dialog.workbench.getByText('The key belongs to the certificate').waitFor()
  await dialog.workbench.scrollIntoViewIfNeeded()
  await shot('workbench')
  await dialog.add()
  await lastStep(page, plant, form)
  await shot('secret-run')
  await page.context().close()
  await plant.cluster.faults([])
}

/** Applies with a cluster that takes its time over the endpoint itself. */
async function lastStep(page: Page, plant: Plant, form: Form): Promise<void> {
  const slow = { match: { verb: 'create', resource: 'dataflowendpoints' }, fault: { delayMs: 8_000 } } as const
  await plant.cluster.faults([slow])
  await form.button('Apply').click()
  await new Run(page).step('Content verified').filter({ hasText: 'Done' }).waitFor()
  await new Run(page).step('Endpoint applied').filter({ hasText: 'Running' }).waitFor()
}

/** A synced secret with the longest name there is, used by an endpoint. */
export async function uglySecret({ cluster }: Plant): Promise<void> {
  await cluster.createMqtt(`user-${longEndpoint}`.slice(0, 63), {
    authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef: longSecret } },
  })
  await cluster.custom.createNamespacedCustomObject({
    ...syncKind,
    namespace: cluster.namespace,
    body: {
      apiVersion: `${syncKind.group}/${syncKind.version}`,
      kind: 'SecretSync',
      metadata: { name: longSecret },
      spec: {
        secretProviderClassName: providerClass,
        serviceAccountName: 'aio-ssc-sa',
        secretObject: {
          type: 'Opaque',
          data: [
            { sourcePath: 'partner-hq-cert', targetKey: 'client_cert.pem' },
            { sourcePath: 'partner-hq-key', targetKey: 'client_key.pem' },
          ],
        },
      },
    },
  })
}

/** Every dialog of secrets, with the longest names there are. */
export async function uglySecrets(page: Page, plant: Plant, shot: Shot): Promise<void> {
  const { cert, key } = await freshPair(plant, { name: `${'press-shop-of-the-north-hall-'.repeat(2)}uplink` })
  await page.goto(`${plant.url}/${plant.instance}/endpoints`)
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: longEndpoint, Host: `${'broker-with-a-long-name.'.repeat(4)}example.net:8883` })
  await form.choose('Authentication method', 'X509 certificate')
  await form.fill({ 'Synced secret name': `${longEndpoint}-tls` })
  const picker = await openPart(form, certificateSlot)
  await picker.root.getByRole('radio').first().check()
  await shot('ugly-picker')
  await picker.root.getByRole('button', { name: 'Cancel' }).click()
  await giveValue(form, certificateSlot, cert)
  const dialog = await openPart(form, keySlot)
  await dialog.createNew()
  await dialog.value.fill(key)
  await dialog.workbench.getByText('The key belongs to the certificate').waitFor()
  await shot('ugly-workbench')
  await dialog.add()
  await plant.vault.faults([{ match: { verb: 'set' }, fault: { answer: 403 } }])
  await form.button('Apply').click()
  await new Run(page).failsAt('Store in Key Vault')
  await shot('ugly-run-failed')
  await plant.vault.faults([])
  await uglyStrip(page, plant, shot)
}

async function uglyStrip(page: Page, plant: Plant, shot: Shot): Promise<void> {
  await page.goto(`${plant.url}/${plant.instance}/secrets`)
  const used = page.locator(`[data-secret="${longSecret}"]`)
  await used.scrollIntoViewIfNeeded()
  await used.locator('[data-link="secret"]').filter({ hasText: 'Good' }).waitFor()
  await shot('ugly-secrets')
  await used.getByRole('button', { name: `Delete ${longSecret}` }).click()
  await page.getByRole('alertdialog').waitFor()
  await shot('ugly-delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await used.getByRole('button', { name: `Rotate ${longSecret}` }).click()
  const rotate = page.getByRole('dialog', { name: /^Rotate/ })
  const { cert } = await freshPair(plant)
  await rotate.getByRole('textbox', { name: /X509 client certificate/ }).fill(cert)
  await rotate.getByText('fresh-uplink').first().waitFor()
  await shot('ugly-rotate')
}
