import 'server-only'
import { X509Certificate } from 'node:crypto'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { Certificate, CertificateRow } from './row'

const certificateBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g
const privateKeyBlock = /-----BEGIN [A-Z ]*PRIVATE KEY-----/

/** A bundle has hundreds at most; a config map ends at 1 MiB anyway. */
const shownAtMost = 500

/**
 * A `ConfigMap` that may serve as trusted CA, or nothing when no certificate (and no private key, which is worth a
 * warning) stands in it. The key does not matter: Azure IoT Operations reads whatever a config map holds.
 */
export const certificateRow = (object: KubernetesObject): CertificateRow | null => {
  const texts = Object.values(dataOf(object)).filter((value): value is string => typeof value === 'string')
  const certificates = texts.flatMap(certificatesIn).slice(0, shownAtMost)
  const privateKey = texts.some((text) => privateKeyBlock.test(text))
  if (certificates.length === 0 && !privateKey) return null
  return {
    name: object.metadata.name,
    resourceVersion: object.metadata.resourceVersion ?? '',
    certificates,
    privateKey,
  }
}

/** Every certificate of a PEM bundle that can be read. X509Certificate alone would read only the first. */
export const certificatesIn = (pem: string): Certificate[] =>
  (pem.match(certificateBlock) ?? []).flatMap((block) => {
    const certificate = parsed(block)
    return certificate ? [certificate] : []
  })

const parsed = (block: string): Certificate | undefined => {
  try {
    const { subject, issuer, validFromDate, validToDate, fingerprint256 } = new X509Certificate(block)
    return {
      subject: oneLine(subject),
      issuer: oneLine(issuer),
      notBefore: validFromDate.toISOString(),
      notAfter: validToDate.toISOString(),
      fingerprint: fingerprint256,
    }
  } catch {
    return undefined
  }
}

/** Node writes one part of a name per line. */
const oneLine = (name: string | undefined): string => (name ?? '').split('\n').join(', ')

const dataOf = ({ data }: KubernetesObject): object => (typeof data === 'object' && data !== null ? data : {})
