import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Pair } from '../sandbox/cluster/pki.ts'
import { makeChain, makeRequest } from './certificates.ts'
import { expect, test } from './fixtures.ts'
import type { Plant } from './plant.ts'
import {
  certificateSlot,
  finished,
  freshPair,
  giveValue,
  keySlot,
  openPart,
  openX509,
  part,
  secretData,
} from './secrets.ts'
import type { Form } from './form.ts'

const encrypted = (pem: string) =>
  createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' }).toString()

const derOf = (pem: string) => Buffer.from(new X509Certificate(pem).raw)

const freshKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

const publicKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }).toString()

/** The outlines of binary files, as far as they tell what they are (RFC 7292, RFC 2315). */
const outline = (...content: number[]) => Buffer.from([0x30, content.length, ...content])
const pkcs7 = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7]
const pfx = outline(2, 1, 3, 0x30, 0x0d, ...pkcs7, 1, 0xa0, 0)
const p7b = outline(...pkcs7, 2, 0xa0, 0)

const block = (label: string, body: Buffer) =>
  `-----BEGIN ${label}-----\n${body.toString('base64')}\n-----END ${label}-----\n`

/** What is pasted where, and the sentence that has to appear. */
const refused: {
  what: string
  slot: typeof certificateSlot | typeof keySlot
  text: (pair: Pair) => string | Promise<string>
  says: string
}[] = [
  {
    what: 'an encrypted key',
    slot: keySlot,
    text: ({ key }) => encrypted(key),
    says: 'The private key is encrypted with a passphrase; a dataflow cannot ask for one.',
  },
  {
    what: 'a public key',
    slot: keySlot,
    text: publicKey,
    says: 'This is a public key: neither a certificate nor the private key.',
  },
  {
    what: 'garbage',
    slot: keySlot,
    text: () => 'hello',
    says: 'This is neither a certificate nor a key in any form the portal knows.',
  },
  {
    what: 'a certificate request',
    slot: certificateSlot,
    text: () => makeRequest('press-7'),
    says: 'This is a certificate request (CSR), not a certificate.',
  },
  {
    what: 'a PFX file as base64',
    slot: certificateSlot,
    text: () => pfx.toString('base64'),
    says: 'This is a PFX (PKCS#12) file: certificate and key together in one binary file.',
  },
  {
    what: 'a PKCS#7 bundle',
    slot: certificateSlot,
    text: () => block('PKCS7', p7b),
    says: 'This is a PKCS#7 (.p7b) file: a bundle of certificates in a form that brokers do not read.',
  },
  {
    what: 'an OpenSSH key',
    slot: keySlot,
    text: () => block('OPENSSH PRIVATE KEY', Buffer.from('openssh-key-v1')),
    says: 'This is an OpenSSH key, which is not made for TLS.',
  },
  {
    what: 'a key of a kind that TLS clients do not use',
    slot: keySlot,
    text: () => generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    says: 'This private key is of a kind that TLS clients do not use here.',
  },
  {
    what: 'another PEM block',
    slot: certificateSlot,
    text: () => block('X509 CRL', outline(5, 0)),
    says: 'This PEM block is neither a certificate nor a private key.',
  },
  {
    what: 'typographic dashes',
    slot: certificateSlot,
    text: ({ cert }) => cert.replaceAll('-----', '–––––'),
    says: 'The dashes around BEGIN are typographic ones: a word processor or a chat changed the text.',
  },
  {
    what: 'two keys',
    slot: keySlot,
    text: ({ key }) => key + freshKey(),
    says: 'This holds more than one private key.',
  },
  {
    what: 'two client certificates',
    slot: certificateSlot,
    text: async ({ cert }) => cert + ((await makeChain('other', 'Plant CA')).certificates[0] ?? ''),
    says: 'This holds more than one client certificate: “fresh-uplink” and “other”.',
  },
  {
    what: 'a certificate that was cut off',
    slot: certificateSlot,
    text: ({ cert }) => cert.slice(0, 300),
    says: 'The text begins a PEM block but does not end it: the last part is missing.',
  },
  {
    what: 'a damaged body',
    slot: certificateSlot,
    text: ({ cert }) => cert.replace(/\n[A-Za-z0-9+/]{8}/, '\n********'),
    says: 'The text between BEGIN and END is damaged: it is not what the label announces.',
  },
  {
    what: '26 KB',
    slot: certificateSlot,
    text: ({ cert }) => cert.repeat(Math.ceil((26 * 1024) / cert.length)),
    says: 'This is larger than the 25 KB that Key Vault stores in one secret.',
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
    const value = await text(await freshPair(plant))
    plant.privateValues.add(what, value)
    await dialog.value.fill(value)
    await expect(dialog.workbench.getByText(says, { exact: true })).toBeVisible()
    await dialog.refuses()
  })
}

/** `as` is what the field is given: what is written into it, or a file of these bytes. */
const repaired: { what: string; as: (pem: string) => string | Buffer; says: string }[] = [
  {
    what: 'a file with CRLF',
    as: (pem) => Buffer.from(pem.replaceAll('\n', '\r\n')),
    says: 'The lines ended the Windows way (CRLF); they are stored with plain line ends.',
  },
  {
    what: 'leading spaces',
    as: (pem) => pem.replaceAll(/^/gm, '  '),
    says: 'Lines began or ended with spaces; those are left out.',
  },
  {
    what: 'written \\n',
    as: (pem) => pem.replaceAll('\n', '\\n'),
    says: 'The line breaks were written as the two characters “\\n”; they are real line breaks now.',
  },
  {
    what: 'one line',
    as: (pem) => pem.replaceAll('\n', ' '),
    says: 'The PEM stood on one line; it is broken into lines again.',
  },
  {
    what: 'hexadecimal digits',
    as: (pem) => Buffer.from(pem).toString('hex'),
    says: 'The text was PEM written as hexadecimal digits; it is decoded.',
  },
  {
    what: 'base64 of PEM',
    as: (pem) => Buffer.from(pem).toString('base64'),
    says: 'The text was PEM encoded once more as base64; it is decoded.',
  },
  {
    what: 'hexadecimal digits of DER',
    as: (pem) => derOf(pem).toString('hex'),
    says: 'The text was binary (DER) written as hexadecimal digits; it is stored as PEM.',
  },
  {
    what: 'base64 without BEGIN and END',
    as: (pem) => derOf(pem).toString('base64'),
    says: 'The BEGIN and END lines were missing; they are put around the text.',
  },
  {
    what: 'a DER file',
    as: derOf,
    says: 'The file was binary (DER); it is stored as PEM.',
  },
  {
    what: 'a file of UTF-16',
    as: (pem) => Buffer.from(`\uFEFF${pem}`, 'utf16le'),
    says: 'The file was saved as “Unicode” (UTF-16); it is stored as UTF-8.',
  },
  {
    what: 'a byte order mark',
    as: (pem) => `\uFEFF${pem}`,
    says: 'The text began with an invisible byte order mark; it is left out.',
  },
  {
    what: 'text around the blocks',
    as: (pem) => `Bag Attributes\n  friendlyName: press\n${pem}`,
    says: 'There was other text around the PEM blocks; it is left out.',
  },
  {
    what: 'an unusual label',
    as: (pem) => pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'),
    says: 'The label between the dashes is not the usual one for what the block holds; it is corrected.',
  },
]

for (const { what, as, says } of repaired) {
  test(`pem-mixups: ${what} is put right, said, and stored as plain PEM`, async ({ list, plant, named }) => {
    const name = named('repair')
    const { cert, key } = await freshPair(plant)
    const form = await openX509(list, name)
    const dialog = await openPart(form, certificateSlot)
    await dialog.createNew()
    const value = as(cert)
    if (typeof value === 'string') await dialog.value.fill(value)
    else await dialog.value.drop({ files: { name: 'client.crt', mimeType: 'application/octet-stream', buffer: value } })
    await expect(dialog.root.getByText(says, { exact: true })).toBeVisible()
    await dialog.add()
    await giveValue(form, keySlot, key)
    await form.button('Apply').click()
    await finished(plant, form, name)
    expect(await plant.vault.value(`${name}-tls-cert`)).toBe(cert)
    expect((await secretData(plant, `${name}-tls`))?.['client_cert.pem']).toBe(cert)
  })
}

test('pem-mixups: a key behind its curve’s parameters is put right', async ({ list, plant, named }) => {
  const form = await openX509(list, named('parameters'))
  const dialog = await openPart(form, keySlot)
  await dialog.createNew()
  const { key } = await freshPair(plant)
  const old = createPrivateKey(key).export({ type: 'sec1', format: 'pem' }).toString()
  const curve = Buffer.from('06082a8648ce3d030107', 'hex')
  await dialog.value.fill(block('EC PARAMETERS', curve) + old)
  await expect(dialog.workbench).toContainText('The “EC PARAMETERS” block says nothing that the key does not')
  await dialog.add()
  await expect(part(form, keySlot)).toContainText('new, stored on Apply')
})

test('pem-mixups: a PFX file that is dropped is named, with the command that takes it apart', async ({
  list,
  named,
}) => {
  const form = await openX509(list, named('pfx'))
  const dialog = await openPart(form, certificateSlot)
  await dialog.createNew()
  await dialog.value.drop({ files: { name: 'client.pfx', mimeType: 'application/x-pkcs12', buffer: pfx } })
  const said = dialog.root.getByRole('list', { name: 'About the file' })
  await expect(said).toContainText('This is a PFX (PKCS#12) file: certificate and key together in one binary file.')
  await expect(said).toContainText('openssl pkcs12 -in file.pfx -nodes -out both.pem')
  await expect(dialog.value).toHaveValue('')
})

test('pem-mixups: a certificate in the key’s place moves to its own with one click', async ({ list, plant, named }) => {
  const { cert, key } = await freshPair(plant)
  const form = await openX509(list, named('move-back'))
  const dialog = await openPart(form, keySlot)
  await dialog.createNew()
  await dialog.value.fill(cert)
  await dialog.root.getByRole('button', { name: 'Move to X509 client certificate' }).click()
  await expect(dialog.value).toHaveValue('')
  await dialog.value.fill(key)
  await expect(dialog.workbench).toContainText('The key belongs to the certificate')
  await dialog.add()
  await expect(part(form, certificateSlot)).toContainText('-tls-cert')
})

test('pem-mixups: certificate and key in one text are put each in its own field with one click', async ({
  list,
  plant,
  named,
}) => {
  const { cert, key } = await freshPair(plant)
  const form = await openX509(list, named('both'))
  const dialog = await openPart(form, certificateSlot)
  await dialog.createNew()
  await dialog.value.fill(key + cert)
  await dialog.root.getByRole('button', { name: 'Put each in its own field' }).click()
  await expect(dialog.value).toHaveValue(cert)
  await dialog.add()
  await expect(part(form, keySlot)).toContainText('new, stored on Apply')
})

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
