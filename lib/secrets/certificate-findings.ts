import type { Chain, ParsedCertificate } from './chain'
import { intermediatesOf } from './chain'
import { expiryLevel, expirySentence } from '@/lib/core/expiry'
import { namesHost } from './host-match'
import { certificatePem, type OpenedSlot } from './opened-slot'
import type { Slot, SlotTexts } from './slots'
import type { Examination, Finding, KeyFacts } from './workbench-types'

/** Does the private key belong to the certificate? */
export const pairFinding = (
  leaf: ParsedCertificate,
  key: KeyFacts | undefined,
  pair: Examination['pair'],
): Finding[] => {
  if (pair === 'differs') {
    const types =
      key && key.keyType !== leaf.keyType
        ? `it is ${article(key.keyType)} key, the certificate is for ${article(leaf.keyType)} key`
        : 'their public halves differ'
    const message = `The private key does not belong to the certificate “${leaf.name}”: ${types}.`
    const next = 'Paste the key that was made together with the request for this certificate.'
    return [{ id: 'key-mismatch', slot: 'key', level: 'refusal', message, next }]
  }
  if (pair !== 'not-comparable') return []
  const message =
    'Whether the key belongs to the certificate cannot be checked here: its kind is unknown to this browser.'
  return [{ id: 'key-not-comparable', slot: 'key', level: 'warning', message }]
}

const article = (keyType: string) => (/^(RSA|EC|Ed)/.test(keyType) ? `an ${keyType}` : `a ${keyType}`)

/** What dates, strength and purpose say about the client certificate. */
export const leafFindings = (leaf: ParsedCertificate, host: string | undefined, now: number): Finding[] => {
  const slot = 'certificate'
  const findings = dateFindings(slot, leaf, now)
  const bits = /^RSA (\d+)$/.exec(leaf.keyType)?.[1]
  if (bits && Number(bits) < 2048) {
    const message = `An RSA key of ${bits} bits is too short for many brokers: 2048 is the least they accept.`
    findings.push({ id: 'weak-key', slot, level: 'warning', message })
  }
  if (
    host &&
    leaf.usages?.includes('server') &&
    !leaf.usages.includes('client') &&
    namesHost(leaf.alternativeNames, host)
  ) {
    const message = `“${leaf.name}” is the broker’s own certificate: it names the endpoint’s host and is for servers only.`
    const next = 'Paste the certificate that was issued to this client.'
    findings.push({ id: 'brokers-own', slot, level: 'refusal', message, next })
  } else if (leaf.usages && !leaf.usages.includes('client')) {
    const message = `“${leaf.name}” was not issued for client authentication; strict brokers refuse it.`
    findings.push({ id: 'not-for-clients', slot, level: 'warning', message })
  }
  return findings
}

const dateFindings = (slot: Slot, certificate: ParsedCertificate, now: number): Finding[] => {
  const level = expiryLevel(certificate, now)
  const sentence = expirySentence(certificate, now)
  if (!sentence) return []
  const message = `“${certificate.name}”: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
  if (level === 'expired') {
    return [{ id: 'expired', slot, level: 'refusal', message, next: 'Paste a current certificate.' }]
  }
  const id = level === 'not-yet-valid' ? 'not-yet-valid' : 'expires-soon'
  return [{ id, slot, level: 'warning', message }]
}

/** Do the intermediates lead from the client certificate upwards, in order and without a gap? */
export const chainFindings = (chain: Chain, intermediates: OpenedSlot, texts: SlotTexts, now: number): Finding[] => {
  const slot = 'intermediates'
  const given = new Set(intermediates.certificates.map(({ fingerprint }) => fingerprint))
  const unrelated = chain.unrelated.filter(({ fingerprint }) => given.has(fingerprint))
  const inOrder = intermediatesOf(chain).filter(({ fingerprint }) => given.has(fingerprint))
  const findings = inOrder.flatMap((certificate) => dateFindings(slot, certificate, now))
  const keep = (certificates: readonly ParsedCertificate[]) => ({
    ...texts,
    intermediates: certificatePem(certificates),
  })
  const gap = chain.links.find((link) => link.role === 'absent')
  // Right above the client something has to be missing. Further up the chain may as well be whole without its root, which
  // the broker has: then what does not connect is a stranger. Only authorities can stand above anything.
  const beyond = gap && intermediatesOf(chain).length === 0 ? unrelated.filter(({ isAuthority }) => isAuthority) : []
  const strangers = unrelated.filter((certificate) => !beyond.includes(certificate))
  if (beyond.length > 0 && gap) {
    const names = quoted(beyond)
    const message = `The chain has a gap: the certificate of “${gap.name}” is missing, and without it ${names} does not connect to the client certificate.`
    findings.push({
      id: 'missing-link',
      slot,
      level: 'refusal',
      message,
      next: `Add the certificate of “${gap.name}”.`,
      fix: { label: `Leave out ${names}`, slots: keep([...inOrder, ...strangers]) },
    })
  }
  if (strangers.length > 0) {
    const names = quoted(strangers)
    const above = gap && beyond.length === 0 && strangers.some(({ isAuthority }) => isAuthority)
    const message = `${names} ${strangers.length === 1 ? 'is' : 'are'} not part of the client certificate’s chain.`
    findings.push({
      id: 'unrelated-certificate',
      slot,
      level: 'refusal',
      message,
      next: above ? `If it stands above “${gap.name}”, add the certificate of “${gap.name}” as well.` : undefined,
      fix: { label: `Leave out ${names}`, slots: keep([...inOrder, ...beyond]) },
    })
  }
  const [root] = chain.links.flatMap((link) => (link.role === 'root' ? [link.certificate] : []))
  if (root && given.has(root.fingerprint)) {
    const message = `“${root.name}” is the root: the broker has it already, so it need not be sent.`
    findings.push({
      id: 'root-included',
      slot,
      level: 'note',
      message,
      fix: { label: 'Leave it out', slots: keep(inOrder) },
    })
  }
  const order = intermediates.certificates.filter((certificate) => inOrder.includes(certificate))
  if (order.some((certificate, at) => certificate !== inOrder[at])) {
    const message = 'The intermediate certificates are in the wrong order: each has to certify the one before it.'
    findings.push({
      id: 'chain-order',
      slot,
      level: 'refusal',
      message,
      fix: { label: 'Put them in order', slots: keep([...inOrder, ...unrelated]) },
    })
  }
  return findings
}

const quoted = (certificates: readonly ParsedCertificate[]) => certificates.map(({ name }) => `“${name}”`).join(', ')
