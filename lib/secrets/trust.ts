import { parseCertificates, type ParsedCertificate } from './chain'
import { expiryLevel, expirySentence } from '@/lib/core/expiry'
import { recognise } from './recognise'
import type { Finding } from './workbench-types'

/** What a pasted or dropped trust bundle is. */
export type TrustExamination = {
  verdict: { state: 'empty' } | { state: 'refused' } | { state: 'ready'; pem: string }
  certificates: ParsedCertificate[]
  findings: TrustFinding[]
}

export type TrustFinding = Pick<Finding, 'level' | 'message' | 'next' | 'command'> & { id: string }

/**
 * Judges what is to become a Trusted CA ConfigMap. A ConfigMap is readable by far more people than a Secret, so a private
 * key in it is refused, whatever else there is.
 */
export const examineTrust = async (text: string | Uint8Array, now: number): Promise<TrustExamination> => {
  if (text.length === 0 || (typeof text === 'string' && text.trim() === '')) {
    return { verdict: { state: 'empty' }, certificates: [], findings: [] }
  }
  const { pieces, pem, mixups } = recognise(text)
  const { certificates, damaged } = await parseCertificates(pieces)
  const findings: TrustFinding[] = mixups.map(({ level, ...mixup }) => ({
    ...mixup,
    level: level === 'refusal' ? level : 'note',
  }))
  const refuse = (id: string, message: string, next: string) => findings.push({ id, level: 'refusal', message, next })
  const warn = (id: string, message: string) => findings.push({ id, level: 'warning', message })
  // An encrypted key is one too.
  if (pieces.some(({ kind }) => kind === 'private-key') || mixups.some(({ id }) => id === 'encrypted-key')) {
    refuse(
      'private-key',
      'There is a private key in it. A ConfigMap is no place for secrets: many more people can read it.',
      'Leave the key out; to trust a broker only its authority’s certificate is needed.',
    )
  } else if (certificates.length === 0 && findings.every(({ level }) => level !== 'refusal')) {
    refuse(
      'no-certificate',
      'There is no certificate in it.',
      'Paste the certificate of the authority that signed the broker’s.',
    )
  }
  if (damaged > 0) refuse('damaged', 'A certificate in it is damaged inside.', 'Get the certificate again.')
  for (const certificate of certificates) {
    const level = expiryLevel(certificate, now)
    const sentence = expirySentence(certificate, now)
    if (sentence) warn(level, `“${certificate.name}”: ${sentence}`)
    if (!certificate.isAuthority && !certificate.selfSigned) {
      warn(
        'no-authority',
        `“${certificate.name}” is no authority (CA): only a broker with this very certificate would be trusted.`,
      )
    }
  }
  const refused = findings.some(({ level }) => level === 'refusal')
  return { verdict: refused ? { state: 'refused' } : { state: 'ready', pem }, certificates, findings }
}
