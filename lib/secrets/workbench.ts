import { buildChain, leafOf, type ParsedCertificate } from './chain'
import { chainFindings, leafFindings, pairFinding } from './certificate-findings'
import { sameHalf } from './keys'
import { certificatePem, keyFactsOf, openSlot, type OpenedSlot } from './opened-slot'
import { misplaced } from './placement'
import { slotNames, slots, type Slot, type SlotTexts } from './slots'
import type { Examination, Finding, KeyFacts, Verdict } from './workbench-types'

export type WorkbenchContext = {
  /** The server's clock, epoch milliseconds. */
  now: number
  /** The endpoint's host and port, as far as typed. */
  host?: string
}

/**
 * Judges what stands in the three slots before anything is sent. Runs in the browser while somebody types and on the
 * server before a value goes to the vault, with the same result. Nothing of a private key is in the answer but its public
 * half, except in `verdict.values`: the very texts to store.
 */
export const examine = async (texts: SlotTexts, context: WorkbenchContext): Promise<Examination> => {
  const [certificate, key, intermediates] = await Promise.all([
    openSlot('certificate', texts),
    openSlot('key', texts),
    openSlot('intermediates', texts),
  ])
  const opened = { certificate, key, intermediates }
  const keyFacts = await keyFactsOf(key)
  const leaf = clientCertificate(certificate, keyFacts)
  const pair = leaf && key.keys.length > 0 ? comparePair(leaf, keyFacts) : undefined
  const chain = leaf && (await buildChain(leaf, [...certificate.certificates, ...intermediates.certificates]))
  const findings = [
    ...Object.values(opened).flatMap(ownFindings),
    ...misplaced(opened, texts),
    ...(leaf ? clientFindings(leaf, certificate, pair, texts) : []),
    ...(leaf ? pairFinding(leaf, keyFacts, pair) : []),
    ...(leaf ? leafFindings(leaf, context.host, context.now) : []),
    ...(chain ? chainFindings(chain, intermediates, texts, context.now) : []),
  ]
  return {
    verdict: verdictOf(opened, leaf, findings, context.now),
    findings,
    chain: chain?.links ?? [],
    leaf,
    key: keyFacts,
    pair,
  }
}

/** Of the certificates in the first slot the client's own: the key's, if one is, else the end of the chain. */
const clientCertificate = ({ certificates }: OpenedSlot, key: KeyFacts | undefined) =>
  certificates.find(({ publicHalf }) => key && publicHalf && sameHalf(publicHalf, key.publicHalf)) ??
  leafOf(certificates)

const comparePair = (leaf: ParsedCertificate, key: KeyFacts | undefined): Examination['pair'] => {
  if (!leaf.publicHalf || !key) return 'not-comparable'
  return sameHalf(leaf.publicHalf, key.publicHalf) ? 'matches' : 'differs'
}

const ownFindings = ({ slot, recognition, damaged, repeated }: OpenedSlot): Finding[] => {
  const findings: Finding[] = recognition.mixups.map(({ level, ...mixup }) => ({
    ...mixup,
    slot,
    level: level === 'refusal' ? 'refusal' : 'note',
  }))
  if (damaged > 0) {
    const message = 'A certificate in it has the right outline but cannot be read: it is damaged inside.'
    findings.push({ id: 'damaged-certificate', slot, level: 'refusal', message, next: 'Get the certificate again.' })
  }
  if (repeated > 0) {
    findings.push({
      id: 'repeated-certificate',
      slot,
      level: 'warning',
      message: 'The same certificate is in it more than once.',
    })
  }
  return findings
}

/** Which certificates the first slot holds, and in which order. */
const clientFindings = (
  leaf: ParsedCertificate,
  certificate: OpenedSlot,
  pair: Examination['pair'],
  texts: SlotTexts,
): Finding[] => {
  const slot = 'certificate'
  const { certificates } = certificate
  const others = certificates.filter((other) => other !== leaf)
  const strangers = others.filter(({ isAuthority }) => !isAuthority)
  const free = texts.intermediates.trim() === ''
  const apart: SlotTexts = { ...texts, certificate: leaf.pem, intermediates: certificatePem(others) }
  if (leaf.isAuthority && pair !== 'matches') {
    const message = `“${leaf.name}” is the certificate of an authority, not of a client.`
    const move = {
      label: `Move to ${slots.intermediates.label}`,
      slots: { ...texts, certificate: '', intermediates: certificate.recognition.pem },
    }
    return [
      {
        id: 'authority-in-certificate-slot',
        slot,
        level: 'refusal',
        message,
        next: 'Paste the certificate that was issued to this client.',
        fix: free ? move : undefined,
      },
    ]
  }
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

const verdictOf = (
  opened: Record<Slot, OpenedSlot>,
  leaf: ParsedCertificate | undefined,
  findings: readonly Finding[],
  now: number,
): Verdict => {
  if (slotNames.every((slot) => !opened[slot].filled)) return { state: 'empty' }
  if (findings.some(({ level }) => level === 'refusal')) return { state: 'refused' }
  const missing = slotNames.filter((slot) => slots[slot].required && !opened[slot].filled)
  if (missing.length > 0 || !leaf) return { state: 'incomplete', missing }
  const { certificate, key, intermediates } = opened
  return {
    state: 'ready',
    values: {
      certificate: certificate.recognition.pem,
      key: key.recognition.pem,
      intermediates: intermediates.recognition.pem,
    },
    warnings: findings.filter(({ level }) => level === 'warning').length,
    expiresOn: leaf.notAfter,
    activatesOn: leaf.notBefore > now ? leaf.notBefore : undefined,
  }
}
