import { certificateFacts, signedBy, type CertificateFacts } from './certificate'
import type { Piece } from './recognise'

/** A certificate together with what is known of it. */
export type ParsedCertificate = CertificateFacts & { der: Uint8Array<ArrayBuffer>; pem: string }

/** One link of the chain as it is drawn, from the client certificate upwards. */
export type ChainLink =
  | { role: 'client' | 'intermediate' | 'root'; certificate: ParsedCertificate }
  /** Not among what was pasted: the broker has to have it, or somebody forgot it. */
  | { role: 'absent'; name: string }

export type Chain = {
  links: ChainLink[]
  /** Certificates that are not part of the leaf's chain. */
  unrelated: ParsedCertificate[]
}

/** Certificates of a recognition, each once. Those damaged inside are left out and counted. */
export const parseCertificates = async (pieces: readonly Piece[]) => {
  const parsed = await Promise.all(
    pieces.flatMap((piece) =>
      piece.kind === 'certificate'
        ? [certificateFacts(piece.der).then((facts) => facts && { ...facts, der: piece.der, pem: piece.pem })]
        : [],
    ),
  )
  const readable = parsed.filter((certificate) => certificate !== undefined)
  const certificates = [...new Map(readable.map((certificate) => [certificate.fingerprint, certificate])).values()]
  return { certificates, damaged: parsed.length - readable.length, repeated: readable.length - certificates.length }
}

/** Of several certificates the one that is the client's own: no authority, and issuer of none of the others. */
export const leafOf = (certificates: readonly ParsedCertificate[]): ParsedCertificate | undefined => {
  const issuers = new Set(certificates.filter(({ selfSigned }) => !selfSigned).map(({ issuer }) => issuer))
  const ends = certificates.filter(({ subject }) => !issuers.has(subject))
  return ends.find(({ isAuthority }) => !isAuthority) ?? ends[0] ?? certificates[0]
}

/** Follows signatures from the leaf upwards through the others. */
export const buildChain = async (leaf: ParsedCertificate, others: readonly ParsedCertificate[]): Promise<Chain> => {
  const links: ChainLink[] = [{ role: 'client', certificate: leaf }]
  const rest = others.filter(({ fingerprint }) => fingerprint !== leaf.fingerprint)
  let current = leaf
  while (!current.selfSigned) {
    const issuer = await findIssuer(current, rest)
    if (!issuer) {
      links.push({ role: 'absent', name: current.issuerName })
      break
    }
    rest.splice(rest.indexOf(issuer), 1)
    links.push({ role: issuer.selfSigned ? 'root' : 'intermediate', certificate: issuer })
    current = issuer
  }
  return { links, unrelated: rest }
}

const findIssuer = async (child: ParsedCertificate, candidates: readonly ParsedCertificate[]) => {
  for (const candidate of candidates) {
    if (candidate.subject === child.issuer && (await signedBy(child.der, candidate.der))) return candidate
  }
  return undefined
}

/** The certificates above the leaf, in sending order (RFC 8446, 4.4.2: each certifies the one before), without the root. */
export const intermediatesOf = ({ links }: Chain): ParsedCertificate[] =>
  links.flatMap((link) => (link.role === 'intermediate' ? [link.certificate] : []))
