import type { X509Certificate } from '@peculiar/x509'
import { partsOf, wholeDer } from './der'
import { toPem } from './pem'
import { loadX509 } from './x509-library'

/** Certificates and keys made on the spot, for the specs of this folder. */
export type Specimen = {
  certificate: string
  der: Uint8Array<ArrayBuffer>
  key: string
  pkcs8: Uint8Array<ArrayBuffer>
  issuer: Issuer
}
type Issuer = { certificate: X509Certificate; privateKey: CryptoKey }

export type SpecimenOptions = {
  issuer?: Issuer
  algorithm?: 'RSA' | 'EC' | 'Ed25519'
  bits?: number
  authority?: boolean
  notBefore?: number
  notAfter?: number
  alternativeNames?: string[]
  usages?: ('client' | 'server')[]
}

export const now = Date.UTC(2026, 10, 22)
const day = 86_400_000

const generate = (algorithm: SpecimenOptions['algorithm'], bits: number) => {
  switch (algorithm) {
    case 'RSA': {
      const parameters = {
        name: 'RSASSA-PKCS1-v1_5',
        hash: 'SHA-256',
        modulusLength: bits,
        publicExponent: Uint8Array.of(1, 0, 1),
      }
      return { parameters, keys: crypto.subtle.generateKey(parameters, true, ['sign', 'verify']) }
    }
    case 'Ed25519':
      return {
        parameters: { name: 'Ed25519' },
        keys: crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as Promise<CryptoKeyPair>,
      }
    default: {
      const parameters = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
      return { parameters, keys: crypto.subtle.generateKey(parameters, true, ['sign', 'verify']) }
    }
  }
}

export const makeSpecimen = async (commonName: string, options: SpecimenOptions = {}): Promise<Specimen> => {
  const x509 = await loadX509()
  const { parameters, keys } = generate(options.algorithm, options.bits ?? 2048)
  const { publicKey, privateKey } = await keys
  const subject = `CN=${commonName}`
  const usages = { client: '1.3.6.1.5.5.7.3.2', server: '1.3.6.1.5.5.7.3.1' }
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '0a1b',
    subject,
    issuer: options.issuer?.certificate.subject ?? subject,
    notBefore: new Date(options.notBefore ?? now - day),
    notAfter: new Date(options.notAfter ?? now + 365 * day),
    signingAlgorithm: options.issuer ? { name: 'ECDSA', hash: 'SHA-256' } : parameters,
    publicKey,
    signingKey: options.issuer?.privateKey ?? privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(options.authority ?? false),
      ...(options.usages ? [new x509.ExtendedKeyUsageExtension(options.usages.map((usage) => usages[usage]))] : []),
      ...(options.alternativeNames
        ? [
            new x509.SubjectAlternativeNameExtension(
              options.alternativeNames.map((value) => ({ type: 'dns' as const, value })),
            ),
          ]
        : []),
    ],
  })
  const der = new Uint8Array(certificate.rawData)
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey))
  return {
    certificate: toPem('CERTIFICATE', der),
    der,
    key: toPem('PRIVATE KEY', pkcs8),
    pkcs8,
    issuer: { certificate, privateKey },
  }
}

/** The same key in the form that OpenSSL wrote before PKCS#8: the octets inside. */
export const oldForm = ({ pkcs8 }: Specimen, label: 'RSA PRIVATE KEY' | 'EC PRIVATE KEY') =>
  toPem(label, partsOf(wholeDer(pkcs8))[2]?.body ?? new Uint8Array())
