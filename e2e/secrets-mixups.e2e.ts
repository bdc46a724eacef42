import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Pair } from '../sandbox/cluster/pki.ts'
import { expect, test } from './fixtures.ts'
import type { Plant } from './plant.ts'
import { certificateSlot, freshPair, giveValue, keySlot, openPart, openX509, part } from './secrets.ts'
import type { Form } from './form.ts'

const encrypted = (pem: string) =>
  createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' }).toString()

const publicKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }).toString()

/** What is pasted where, and the sentence that has to appear. */
const refused: {
  what: string
  slot: typeof certificateSlot | typeof keySlot
  text: (pair: Pair) => string
  says: string
}[] = [
  { what: 'an encrypted key', slot: keySlot, text: ({ key }) => encrypted(key), says: 'encrypted with a passphrase' },
  { what: 'a public key', slot: keySlot, text: publicKey, says: 'neither a certificate nor the private key' },
  { what: 'garbage', slot: keySlot, text: () => 'hello', says: 'neither a certificate nor a key in any form' },
  {
    what: 'a certificate that was cut off',
    slot: certificateSlot,
    text: ({ cert }) => cert.slice(0, 300),
    says: 'The text begins a PEM block but does not end it',
  },
  {
    what: 'a damaged body',
    slot: certificateSlot,
    text: ({ cert }) => cert.replace(/\n[A-Za-z0-9+/]{8}/, '\n********'),
    says: 'The text between BEGIN and END is damaged',
  },
  {
    what: 'more than 25 KB',
    slot: certificateSlot,
    text: ({ cert }) => cert + 'x'.repeat(300_000),
    says: 'larger than the 25 KB that Key Vault stores',
  },
  {
    what: 'a certificate in the key’s place',
    slot: keySlot,
    text: ({ cert }) => cert,
    says: 'This is a certificate (“fresh-uplink”), not a private key.',
  },
  {
    what: 'certificate and key in one',
    slot: certificateSlot,
    text: ({ cert, key }) => cert + key,
    says: 'This holds a certificate and a private key together.',
  },
]

for (const { what, slot, text, says } of refused) {
  test(`pem-mixups: ${what} is refused with its own sentence`, async ({ list, plant, named }) => {
    const form = await openX509(list, named('mixup'))
    const dialog = await openPart(form, slot)
    await dialog.createNew()
    await dialog.value.fill(text(await freshPair(plant)))
    await expect(dialog.workbench).toContainText(says)
    await dialog.root.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(dialog.root).toContainText('This cannot be stored as it is')
    await expect(dialog.root).toBeVisible()
  })
}

const repaired: { what: string; text: (pem: string) => string; says: string }[] = [
  { what: 'CRLF', text: (pem) => pem.replaceAll('\n', '\r\n'), says: 'The lines ended the Windows way' },
  { what: 'leading spaces', text: (pem) => pem.replaceAll(/^/gm, '  '), says: 'Lines began or ended with spaces' },
  { what: 'written \\n', text: (pem) => pem.replaceAll('\n', '\\n'), says: 'written as the two characters' },
  { what: 'one line', text: (pem) => pem.replaceAll('\n', ' '), says: 'The PEM stood on one line' },
  {
    what: 'hexadecimal digits',
    text: (pem) => Buffer.from(pem).toString('hex'),
    says: 'written as hexadecimal digits',
  },
  { what: 'base64 of PEM', text: (pem) => Buffer.from(pem).toString('base64'), says: 'encoded once more as base64' },
]

for (const { what, text, says } of repaired) {
  test(`pem-mixups: ${what} is put right and said`, async ({ list, plant, named }) => {
    const form = await openX509(list, named('repair'))
    const dialog = await openPart(form, certificateSlot)
    await dialog.createNew()
    await dialog.value.evaluate(
      (area: HTMLTextAreaElement, value) => {
        const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set
        set?.call(area, value)
        area.dispatchEvent(new Event('input', { bubbles: true }))
      },
      text((await freshPair(plant)).cert),
    )
    if (what === 'CRLF') {
      // A text field knows no carriage returns: the browser has put them right before anybody could say so.
      await expect(dialog.workbench).toContainText('fresh-uplink')
    } else await expect(dialog.workbench).toContainText(says)
    await dialog.add()
    await expect(part(form, certificateSlot)).toContainText('new, stored on Apply')
  })
}

test('pem-mixups: a key in the certificate’s place moves to its own with one click', async ({ list, plant, named }) => {
  const { cert, key } = await freshPair(plant)
  const form = await openX509(list, named('move'))
  const dialog = await openPart(form, certificateSlot)
  await dialog.createNew()
  await dialog.value.fill(key)
  await expect(dialog.workbench).toContainText('This is a private key; it belongs in “X509 client key”.')
  await dialog.root.getByRole('button', { name: 'Move to X509 client key' }).click()
  await expect(dialog.value).toHaveValue('')
  await dialog.value.fill(cert)
  await expect(dialog.workbench).toContainText('The key belongs to the certificate')
  await dialog.add()
  await expect(part(form, keySlot)).toContainText('-tls-key')
})

test('pem-mixups: a pair that does not belong together blocks Apply beside the key', async ({ list, plant, named }) => {
  const name = named('mismatch')
  const form = await mismatched(list, plant, name)
  await expect(part(form, keySlot)).toContainText('The private key does not belong to the certificate “fresh-uplink”')
  await form.button('Apply').click()
  await expect(list.getByRole('alertdialog')).toBeHidden()
  await expect(part(form, keySlot).getByRole('list')).toBeVisible()
  expect(await plant.vault.names(name)).toEqual([])
  expect(await plant.cluster.exists(name)).toBe(false)
})

async function mismatched(page: Page, plant: Plant, name: string): Promise<Form> {
  const [one, other] = await Promise.all([freshPair(plant), freshPair(plant)])
  const form = await openX509(page, name)
  await giveValue(form, certificateSlot, one.cert)
  await giveValue(form, keySlot, other.key)
  return form
}

test('pem-mixups: an expired certificate is refused, one that is not valid yet only warned of', async ({
  list,
  plant,
  named,
}) => {
  const form = await openX509(list, named('dates'))
  const dialog = await openPart(form, certificateSlot)
  await dialog.createNew()
  await dialog.value.fill((await freshPair(plant, { from: -30, days: -2 })).cert)
  await expect(dialog.workbench).toContainText('brokers refuse it')
  await dialog.root.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.root).toContainText('This cannot be stored as it is')
  await dialog.value.fill((await freshPair(plant, { from: 20, days: 90 })).cert)
  await expect(dialog.workbench).toContainText('not valid before')
  await dialog.add()
  await expect(part(form, certificateSlot)).toContainText('not valid before')
})
