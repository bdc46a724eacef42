import 'reflect-metadata'
import { cryptoProvider, PemConverter, X509CertificateGenerator } from '@peculiar/x509'
import { beforeAll, describe, expect, it } from 'vitest'
import { certificateRow, certificatesIn } from './certificates.server'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

let roots: string[]
let privateKey: string

beforeAll(async () => {
  cryptoProvider.set(crypto)
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const make = (name: string) =>
    X509CertificateGenerator.createSelfSigned({
      name,
      keys,
      signingAlgorithm: algorithm,
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2027-01-01T00:00:00Z'),
    })
  roots = (await Promise.all([make('CN=Plant CA, O=Works'), make('CN=Partner CA')])).map((root) => root.toString('pem'))
  privateKey = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
})

const configMap = (data?: unknown) => ({ metadata: { name: 'bundle', resourceVersion: '3' }, data })

describe('certificateRow', () => {
  it('reads every certificate of a bundle, under any key, with other text around', () => {
    const row = certificateRow(configMap({ 'ca.crt': `# plant\n${roots.join('\n')}\n`, note: 'text' }))
    expect(row).toMatchObject({ name: 'bundle', resourceVersion: '3', privateKey: false })
    expect(row?.certificates.map(({ subject }) => subject)).toEqual(['CN=Plant CA, O=Works', 'CN=Partner CA'])
    expect(row?.certificates[0]).toMatchObject({
      issuer: 'CN=Plant CA, O=Works',
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2027-01-01T00:00:00.000Z',
    })
    expect(row?.certificates[0]?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  })

  it('flags a private key, and never hands it on', () => {
    const row = certificateRow(configMap({ 'ca.crt': roots[0] + privateKey }))
    expect(row?.privateKey).toBe(true)
    expect(JSON.stringify(row)).not.toContain('PRIVATE KEY')
  })

  it('leaves out config maps without certificates', () => {
    expect(certificateRow(configMap({ settings: 'a=b' }))).toBeNull()
    expect(certificateRow(configMap())).toBeNull()
    expect(certificateRow(configMap('odd'))).toBeNull()
    expect(certificateRow(configMap({ list: ['odd'] }))).toBeNull()
  })

  it('skips what only looks like a certificate', () => {
    const broken = '-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n'
    expect(certificatesIn(broken + roots[1]).map(({ subject }) => subject)).toEqual(['CN=Partner CA'])
    expect(certificateRow(configMap({ 'ca.crt': broken }))).toBeNull()
  })
})
