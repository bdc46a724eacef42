import { leafOf, type ParsedCertificate } from './chain'
import { certificatePem, type OpenedSlot } from './opened-slot'
import { slots, type Slot, type SlotTexts } from './slots'
import type { Examination, Finding } from './workbench-types'

type Opened = Record<Slot, OpenedSlot>

/**
 * An authority's certificate where the client's own belongs. One that the key belongs to is a self-made certificate that
 * is merely marked as authority, as `openssl req -x509` marks every one.
 */
export const misplacedAuthority = (
  leaf: ParsedCertificate,
  { certificate, intermediates }: Opened,
  pair: Examination['pair'],
  texts: SlotTexts,
): Finding | undefined => {
  if (!leaf.isAuthority || pair === 'matches') return undefined
  const client = leafOf(intermediates.certificates)
  const moved = { ...texts, certificate: texts.intermediates, intermediates: certificate.recognition.pem }
  const label = intermediates.filled ? 'Swap the two' : `Move to ${slots.intermediates.label}`
  return {
    id: 'authority-in-certificate-slot',
    slot: 'certificate',
    level: 'refusal',
    message: `“${leaf.name}” is the certificate of an authority, not of a client.`,
    next: 'Paste the certificate that was issued to this client.',
    fix: !intermediates.filled || (client && !client.isAuthority) ? { label, slots: moved } : undefined,
  }
}

/** Which certificates the first slot holds, and in which order. */
export const clientFindings = (leaf: ParsedCertificate, { certificate }: Opened, texts: SlotTexts): Finding[] => {
  const slot = 'certificate'
  const { certificates } = certificate
  const others = certificates.filter((other) => other !== leaf)
  const strangers = others.filter(({ isAuthority }) => !isAuthority)
  const free = texts.intermediates.trim() === ''
  const apart: SlotTexts = { ...texts, certificate: leaf.pem, intermediates: certificatePem(others) }
  const findings: Finding[] = []
  if (leaf.isAuthority) {
    const message = `“${leaf.name}” is marked as an authority (CA); some brokers refuse that for a client.`
    findings.push({ id: 'authority-as-client', slot, level: 'warning', message })
  }
  if (strangers.length > 0) {
    const message = `This holds more than one client certificate: “${leaf.name}” and ${strangers.map(({ name }) => `“${name}”`).join(', ')}.`
    findings.push({
      id: 'several-clients',
      slot,
      level: 'refusal',
      message,
      next: 'Leave only the one this endpoint uses.',
      fix: {
        label: `Keep only “${leaf.name}”`,
        slots: { ...texts, certificate: certificatePem(certificates.filter((one) => !strangers.includes(one))) },
      },
    })
  } else if (certificates[0] !== leaf) {
    const message = `“${leaf.name}”, the client’s own certificate, has to stand first.`
    findings.push({
      id: 'chain-order',
      slot,
      level: 'refusal',
      message,
      fix: { label: 'Put it first', slots: { ...texts, certificate: certificatePem([leaf, ...others]) } },
    })
  } else if (others.length > 0) {
    const message =
      'The intermediate certificates stand behind the client certificate; that works, in a field of their own they are easier to see.'
    findings.push({
      id: 'intermediates-with-client',
      slot,
      level: 'note',
      message,
      fix: free ? { label: `Move them to ${slots.intermediates.label}`, slots: apart } : undefined,
    })
  }
  return findings
}
