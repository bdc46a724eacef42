import { buildChain, leafOf, type Chain, type ParsedCertificate } from './chain'
import { chainFindings, leafFindings, pairFinding } from './certificate-findings'
import { clientFindings, misplacedAuthority } from './client-findings'
import { sameHalf } from './keys'
import { keyFactsOf, openSlot, type OpenedSlot } from './opened-slot'
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
  const judgeLeaf = (leaf: ParsedCertificate, chain: Chain) => {
    const authority = misplacedAuthority(leaf, opened, pair, texts)
    // Until the client's own certificate is there, nothing else about it can be said.
    if (authority) return [authority]
    return [
      ...clientFindings(leaf, opened, texts),
      ...pairFinding(leaf, keyFacts, pair),
      ...leafFindings(leaf, context.host, context.now),
      ...chainFindings(chain, intermediates, texts, context.now),
    ]
  }
  const findings = [
    ...Object.values(opened).flatMap(ownFindings),
    ...misplaced(opened, texts),
    ...(leaf && chain ? judgeLeaf(leaf, chain) : []),
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
