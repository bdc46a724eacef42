import 'reflect-metadata'
import { createPrivateKey, randomBytes } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** A certificate and its private key (PKCS#8, not encrypted), both PEM with `\n` line ends and a final newline. */
export interface Pair {
  cert: string
  key: string
}

export interface Wanted {
  commonName: string
  role: 'authority' | 'client' | 'server'
  notBefore: Date
  notAfter: Date
  dnsNames?: readonly string[]
}

const lines = (pem: string) => `${pem.replaceAll('\r\n', '\n').trim()}\n`

/** Makes a fresh key and a certificate for it, signed by `authority`, or by itself when there is none. */
export async function issue(wanted: Wanted, authority?: Pair): Promise<Pair> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const subject = `O=Sluice sandbox, CN=${wanted.commonName}`
  const issuer = authority && new X509Certificate(authority.cert)
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject,
    issuer: issuer?.subject ?? subject,
    notBefore: wanted.notBefore,
    notAfter: wanted.notAfter,
    publicKey: keys.publicKey,
    signingKey: authority ? await signingKey(authority) : keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      ...usage(wanted),
      ...(wanted.dnsNames ? [names(wanted.dnsNames)] : []),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(issuer ? [await AuthorityKeyIdentifierExtension.create(issuer)] : []),
    ],
  })
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { cert: lines(certificate.toString('pem')), key: lines(PemConverter.encode(pkcs8, 'PRIVATE KEY')) }
}

/** Positive and never with a leading zero byte, as DER integers want it (RFC 5280, 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}

function usage({ role }: Wanted) {
  switch (role) {
    case 'authority':
      return [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ]
    case 'client':
      return leafUsage(ExtendedKeyUsage.clientAuth)
    case 'server':
      return leafUsage(ExtendedKeyUsage.serverAuth)
  }
}

const leafUsage = (purpose: ExtendedKeyUsage) => [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
  new ExtendedKeyUsageExtension([purpose]),
]

const names = (dnsNames: readonly string[]) =>
  new SubjectAlternativeNameExtension(
    dnsNames.map((value) => ({ type: /^[\d.]+$/.test(value) ? ('ip' as const) : ('dns' as const), value })),
  )

/** Any PEM form of a P-256 key: Node reads what WebCrypto does not. */
function signingKey({ key }: Pair): Promise<CryptoKey> {
  const pkcs8 = createPrivateKey(key).export({ type: 'pkcs8', format: 'der' })
  return crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign'])
}
