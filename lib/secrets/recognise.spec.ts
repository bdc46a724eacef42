import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { toHex } from './der'
import { mixupIds } from './mixups'
import { encodeBase64, toPem } from './pem'
import { recognise } from './recognise'
import { makeSpecimen, oldForm, type Specimen } from './test-specimens'

let ec: Specimen
let rsa: Specimen
let ed: Specimen
const seen = new Set<string>()

beforeAll(async () => {
  ;[ec, rsa, ed] = await Promise.all([
    makeSpecimen('press-7'),
    makeSpecimen('oven-2', { algorithm: 'RSA' }),
    makeSpecimen('mixer', { algorithm: 'Ed25519' }),
  ])
})

const bytes = (text: string) => new TextEncoder().encode(text)

const look = (input: string | Uint8Array) => {
  const { pieces, mixups, pem } = recognise(input)
  mixups.forEach(({ id }) => seen.add(id))
  return { kinds: pieces.map(({ kind }) => kind), pem, ids: mixups.map(({ id }) => id), mixups }
}

describe('pem-mixups: what is repaired keeps the very certificate', () => {
  const repairs: [string, (pem: string) => string | Uint8Array, string[]][] = [
    ['strict PEM', (pem) => pem, []],
    ['no final newline', (pem) => pem.trimEnd(), []],
    ['CRLF', (pem) => pem.replaceAll('\n', '\r\n'), ['crlf']],
    ['old Mac line ends', (pem) => pem.replaceAll('\n', '\r'), ['crlf']],
    ['leading spaces', (pem) => pem.replaceAll(/^/gm, '    '), ['spaces']],
    ['byte order mark', (pem) => `\uFEFF${pem}`, ['byte-order-mark']],
    [
      'UTF-16',
      (pem) =>
        new Uint8Array(
          new Uint16Array([0xfeff, ...pem].map((c) => (typeof c === 'number' ? c : c.charCodeAt(0)))).buffer,
        ),
      ['utf16'],
    ],
    ['escaped newlines', (pem) => pem.replaceAll('\n', '\\n'), ['escaped-newlines']],
    ['a JSON string', (pem) => JSON.stringify(pem.replaceAll('\n', '\r\n')), ['escaped-newlines']],
    ['one line', (pem) => pem.replaceAll('\n', ''), ['one-line']],
    ['one line with spaces', (pem) => pem.replaceAll('\n', ' '), ['one-line']],
    ['hex of PEM', (pem) => toHex(bytes(pem)), ['hex-of-pem']],
    ['base64 of PEM', (pem) => encodeBase64(bytes(pem)), ['base64-of-pem']],
    ['text around', (pem) => `Bag Attributes\n    friendlyName: press\n${pem}`, ['text-around']],
    ['old label', (pem) => pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'), ['wrong-label']],
    ['a label that lies', (pem) => pem.replaceAll('CERTIFICATE', 'PRIVATE KEY'), ['wrong-label']],
  ]

  it.each(repairs)('%s', (_, wrap, ids) => {
    const result = look(wrap(ec.certificate))
    expect(result.kinds).toEqual(['certificate'])
    expect(result.pem).toBe(ec.certificate)
    expect(result.ids).toEqual(expect.arrayContaining(ids))
    expect(result.mixups.every(({ level }) => level === 'repaired')).toBe(true)
    if (ids.length === 0) expect(result.ids).toEqual([])
  })

  it('DER, hex of DER, base64 without labels', () => {
    expect(look(ec.der)).toMatchObject({ pem: ec.certificate, ids: ['der'] })
    expect(look(toHex(ec.der))).toMatchObject({ pem: ec.certificate, ids: ['hex-of-der'] })
    expect(look(toHex(ec.der).toUpperCase().match(/../g)?.join(':') ?? '')).toMatchObject({ pem: ec.certificate })
    expect(look(encodeBase64(ec.der))).toMatchObject({ pem: ec.certificate, ids: ['base64-of-der'] })
  })
})

describe('pem-mixups: keys', () => {
  it('knows each form and kind', () => {
    for (const key of [ec.key, rsa.key, ed.key, oldForm(rsa, 'RSA PRIVATE KEY')]) {
      expect(look(key)).toMatchObject({ kinds: ['private-key'], pem: key, ids: [] })
    }
    // Inside PKCS#8 the curve stands outside, so the octets alone do not say which curve it is.
    expect(look(oldForm(ec, 'EC PRIVATE KEY')).ids).toEqual(['unsupported-key'])
    const sec1 = createPrivateKey(ec.key).export({ type: 'sec1', format: 'pem' }).toString()
    expect(look(sec1)).toMatchObject({ kinds: ['private-key'], pem: sec1, ids: [] })
    expect(look(`-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${sec1}`)).toMatchObject(
      { pem: sec1, ids: ['ec-parameters'] },
    )
  })

  it('several pieces in one text', () => {
    expect(look(ec.key + ec.certificate + rsa.certificate).kinds).toEqual(['private-key', 'certificate', 'certificate'])
  })
})

describe('pem-mixups: what is refused, each with its own sentence', () => {
  const encrypted = (form: 'pkcs8' | 'pkcs1') => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const options = { type: form, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const
    return privateKey.export(options).toString()
  }
  const sequence = (...content: number[]) => Uint8Array.of(0x30, content.length, ...content)
  const pfx = sequence(2, 1, 3, 0x30, 0x0d, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1, 0xa0, 0)
  const p7b = sequence(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2, 0xa0, 0)

  it.each<[string, () => string | Uint8Array, string]>([
    ['nothing', () => ' \n ', 'empty'],
    ['encrypted key, new form', () => encrypted('pkcs8'), 'encrypted-key'],
    ['encrypted key, old form', () => encrypted('pkcs1'), 'encrypted-key'],
    ['PFX file', () => pfx, 'pfx'],
    ['PFX as base64', () => encodeBase64(pfx), 'pfx'],
    ['p7b file', () => p7b, 'pkcs7'],
    ['p7b as PEM', () => toPem('PKCS7', p7b), 'pkcs7'],
    [
      'public key',
      () => generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      'public-key',
    ],
    [
      'RSA public key',
      () =>
        generateKeyPairSync('rsa', { modulusLength: 2048 })
          .publicKey.export({ type: 'pkcs1', format: 'pem' })
          .toString(),
      'public-key',
    ],
    [
      'OpenSSH key',
      () => '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n',
      'openssh-key',
    ],
    [
      'key agreement key',
      () => generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      'unsupported-key',
    ],
    ['cut off', () => ec.certificate.slice(0, 200), 'cut-off'],
    ['cut off before another', () => ec.certificate.slice(0, 200) + ec.certificate, 'cut-off'],
    ['damaged body', () => ec.certificate.replace('\n', '\n!!'), 'broken-body'],
    ['typographic dashes', () => ec.certificate.replaceAll('-----', '–––––'), 'dashes'],
    ['another PEM block', () => toPem('X509 CRL', sequence(5, 0)), 'unknown-label'],
    ['26 KB', () => ec.certificate.repeat(Math.ceil(26_000 / ec.certificate.length)), 'too-large'],
    ['megabytes', () => 'A'.repeat(5_000_000), 'too-large'],
    ['prose', () => 'please use the certificate from last week', 'garbage'],
    ['any bytes', () => Uint8Array.of(0, 1, 2, 0xff, 0xfe, 7), 'garbage'],
  ])('%s', (_, make, id) => {
    const result = look(make())
    expect(result.ids).toContain(id)
    const mixup = result.mixups.find((one) => one.id === id)
    expect(mixup).toMatchObject({
      level: 'refusal',
      message: expect.stringMatching(/\.$/),
      next: expect.stringMatching(/\.$/),
    })
  })

  it('a certificate request', async () => {
    const { loadX509 } = await import('./x509-library')
    const { Pkcs10CertificateRequestGenerator } = await loadX509()
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
    const request = await Pkcs10CertificateRequestGenerator.create({
      name: 'CN=press-7',
      keys,
      signingAlgorithm: algorithm,
    })
    expect(look(request.toString('pem')).ids).toEqual(['request'])
  })

  it('no two mix-ups share a sentence, and each is reached by a case above', () => {
    expect(mixupIds.filter((id) => !seen.has(id))).toEqual([])
  })
})

describe('recognise', () => {
  it('is total and quick', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.uint8Array({ maxLength: 2000 })), (input) => void recognise(input)))
    const started = performance.now()
    recognise('-----BEGIN A-----'.repeat(12_000))
    recognise('-'.repeat(200_000))
    recognise(`-----BEGIN CERTIFICATE-----${' '.repeat(200_000)}`)
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('does not change what it wrote itself', () => {
    for (const text of [ec.certificate, rsa.key, ed.key + ed.certificate])
      expect(recognise(recognise(text).pem).pem).toBe(text)
  })
})
