import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const dayMs = 86_400_000

export type Chain = {
  /** The certificates, as PEM: the client's own first, the root last. */
  certificates: string[]
  /** The client's private key. */
  key: string
}

/** A chain with these names, the client's own first and the root last. Each certifies the one before it. */
export async function makeChain(...names: readonly string[]): Promise<Chain> {
  const certificates: string[] = []
  let issuer: { certificate: x509.X509Certificate; keys: CryptoKeyPair } | undefined
  for (const [below, name] of names.toReversed().entries()) {
    const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
    const authority = below < names.length - 1
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `CN=${name}`,
      issuer: issuer?.certificate.subject ?? `CN=${name}`,
      notBefore: new Date(Date.now() - dayMs),
      notAfter: new Date(Date.now() + 200 * dayMs),
      publicKey: keys.publicKey,
      signingKey: issuer?.keys.privateKey ?? keys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(authority, undefined, true),
        ...(authority ? [] : [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])]),
      ],
    })
    issuer = { certificate, keys }
    certificates.unshift(`${certificate.toString('pem').trim()}\n`)
  }
  const bytes = issuer ? await crypto.subtle.exportKey('pkcs8', issuer.keys.privateKey) : new ArrayBuffer()
  return { certificates, key: `${x509.PemConverter.encode(bytes, 'PRIVATE KEY').trim()}\n` }
}

/** A certificate request for a new key. */
export async function makeRequest(name: string): Promise<string> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
  })
  return request.toString('pem')
}

/** A server's certificate with its key, and the authority to trust it by, all PEM. */
export type Identity = { certificate: string; key: string; authority: string }

/** For servers on this machine, under both of its names. */
export async function makeLocalIdentity(): Promise<Identity> {
  const [roots, own] = await Promise.all([
    crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']),
    crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']),
  ])
  const times = { notBefore: new Date(Date.now() - dayMs), notAfter: new Date(Date.now() + 30 * dayMs) }
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Test authority',
    ...times,
    keys: roots,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  })
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=localhost',
    issuer: authority.subject,
    ...times,
    publicKey: own.publicKey,
    signingKey: roots.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  })
  const key = await crypto.subtle.exportKey('pkcs8', own.privateKey)
  return {
    certificate: certificate.toString('pem'),
    key: x509.PemConverter.encode(key, 'PRIVATE KEY'),
    authority: authority.toString('pem'),
  }
}
