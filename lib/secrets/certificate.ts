import type { BasicConstraintsExtension, ExtendedKeyUsageExtension, X509Certificate } from '@peculiar/x509'
import { certificateFingerprint } from './fingerprint'
import { describeHalf, publicHalfOfSpki, type PublicHalf } from './keys'
import { loadX509 } from './x509-library'

/** What a certificate says of itself. All of it is public. Times are epoch milliseconds. */
export type CertificateFacts = {
  subject: string
  issuer: string
  /** The name a person knows it by: the common name, else the first alternative name, else the whole subject. */
  name: string
  issuerName: string
  /** Subject alternative names as `DNS:host`, `IP:10.0.0.1`, `URI:…`, `email:…`. */
  alternativeNames: string[]
  notBefore: number
  notAfter: number
  serial: string
  /** SHA-256 of the DER, lower-case hexadecimal. */
  fingerprint: string
  /** *RSA 2048*, *EC P-256*; a kind the portal cannot read is *unknown*. */
  keyType: string
  publicHalf?: PublicHalf
  isAuthority: boolean
  selfSigned: boolean
  /** Extended key usages by name, when the certificate limits them. */
  usages?: ('client' | 'server' | 'other')[]
}

const prefixes: Record<string, string> = { dns: 'DNS', ip: 'IP', url: 'URI', email: 'email' }

const commonName = (name: string) => /(?:^|, )CN=([^,]+)/.exec(name)?.[1]

const clientUsage = '1.3.6.1.5.5.7.3.2'
const serverUsage = '1.3.6.1.5.5.7.3.1'

/** Nothing when the certificate has no such extension, or one that the library cannot read. */
const read = <T>(get: () => T): T | undefined => {
  try {
    return get()
  } catch {
    return undefined
  }
}

const alternativeNamesOf = (certificate: X509Certificate): string[] => {
  const extension = read(() =>
    certificate.getExtension<import('@peculiar/x509').SubjectAlternativeNameExtension>('2.5.29.17'),
  )
  return (extension?.names.items ?? []).map(({ type, value }) => `${prefixes[type] ?? type}:${value}`)
}

const usagesOf = (certificate: X509Certificate): CertificateFacts['usages'] => {
  const extension = read(() => certificate.getExtension<ExtendedKeyUsageExtension>('2.5.29.37'))
  return extension?.usages.map((usage) =>
    usage === clientUsage ? 'client' : usage === serverUsage ? 'server' : 'other',
  )
}

/** Parses one certificate. Nothing when it is damaged inside although its outline is right. */
export const certificateFacts = async (der: Uint8Array<ArrayBuffer>): Promise<CertificateFacts | undefined> => {
  const { X509Certificate } = await loadX509()
  const certificate = read(() => new X509Certificate(der))
  if (!certificate) return undefined
  const { subject, issuer, serialNumber, notBefore, notAfter } = certificate
  const publicHalf = publicHalfOfSpki(new Uint8Array(certificate.publicKey.rawData))
  const alternativeNames = alternativeNamesOf(certificate)
  const constraints = read(() => certificate.getExtension<BasicConstraintsExtension>('2.5.29.19'))
  return {
    subject,
    issuer,
    name: commonName(subject) ?? alternativeNames[0]?.replace(/^\w+:/, '') ?? (subject || 'no name'),
    issuerName: commonName(issuer) ?? (issuer || 'no name'),
    alternativeNames,
    notBefore: notBefore.getTime(),
    notAfter: notAfter.getTime(),
    serial: serialNumber,
    fingerprint: await certificateFingerprint(der),
    keyType: publicHalf ? describeHalf(publicHalf) : 'unknown',
    publicHalf,
    isAuthority: constraints?.ca ?? false,
    selfSigned: subject === issuer && (await signedBy(der, der)),
    usages: usagesOf(certificate),
  }
}

/**
 * Did the issuer's key sign this certificate? Names alone prove nothing: renewed authorities keep theirs. A signature of
 * a kind this browser cannot check counts by the names.
 */
export const signedBy = async (der: Uint8Array<ArrayBuffer>, issuer: Uint8Array<ArrayBuffer>): Promise<boolean> => {
  const { X509Certificate } = await loadX509()
  const child = new X509Certificate(der)
  const parent = new X509Certificate(issuer)
  if (child.issuer !== parent.subject) return false
  try {
    return await child.verify({ publicKey: parent.publicKey, signatureOnly: true })
  } catch {
    return true
  }
}
