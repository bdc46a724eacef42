import { expirySentence, expiryLevel, refusedByBrokers } from '@/lib/core/expiry'
import type { LineageInput, LineageRepair, Link } from './lineage-types'
import type { KeyVerification, Verification } from './verification'

/** The Secret itself: there, the sync's own, and readable by a TLS library. */
export const secretLink = (input: LineageInput): Link => {
  const { sync, secret, verification, now } = input
  const link = { id: 'secret' as const, label: 'Secret', name: sync.name, fingerprints: fingerprintsIn(verification) }
  if (secret === undefined && !verification)
    return { ...link, state: 'unknown', says: 'The Secret has not been looked at.' }
  if (secret === 'absent') {
    const early = sync.status.state === 'waiting'
    return { ...link, state: early ? 'waiting' : 'broken', says: 'There is no Secret of this name yet.' }
  }
  const since = sync.lastSync ?? secret?.createdAt
  if (secret && !(secret.owner.kind === 'sync' && secret.owner.name === sync.name)) {
    const says = 'The Secret of this name was not made by the sync and is left alone by it.'
    return {
      ...link,
      state: 'broken',
      says,
      next: 'Choose another name, or delete that Secret if nothing uses it.',
      since,
    }
  }
  return { ...link, ...content(verification, now), since }
}

/** What stands in a Secret that is there. */
export const content = (verification: Verification | undefined, now: number): Problem => {
  if (!verification) return { state: 'unknown', says: 'It is there; its content has not been checked.' }
  const problem = contentProblem(verification)
  if (problem) return problem
  const dates = verification.keys.flatMap(({ certificate }) => (certificate ? [certificate] : []))
  const [ending] = dates
    .filter((one) => expirySentence(one, now))
    .toSorted((one, other) => one.notAfter - other.notAfter)
  if (!ending) return { state: 'good', says: 'Every key decodes to the very PEM that was stored.' }
  const state = refusedByBrokers(expiryLevel(ending, now)) ? 'broken' : 'attention'
  return { state, says: `“${ending.name}”: ${expirySentence(ending, now)}`, next: 'Rotate it.' }
}

export const fingerprintsIn = (verification: Verification | undefined): Link['fingerprints'] =>
  (verification?.keys ?? []).flatMap(({ targetKey, fingerprint }) =>
    fingerprint ? [{ what: targetKey, fingerprint }] : [],
  )

export type Problem = Pick<Link, 'state' | 'says' | 'next' | 'repair'>

/** Why what stands in a Secret is no good, or not the newest; nothing when all is well. */
export const contentProblem = ({ keys, pair }: Verification): Problem | undefined => {
  const broken = keys.find(({ state }) => state === 'absent' || state === 'unusable' || state === 'wrongly-encoded')
  if (broken) {
    const says = `${broken.targetKey}: ${broken.message ?? 'it cannot be used.'}`
    if (broken.state === 'absent') return { state: 'broken', says, next: 'Sync now.', repair: { kind: 'sync-now' } }
    return { state: 'broken', says, next: broken.next ?? nextOf(broken), repair: repairOf(broken) }
  }
  if (pair === 'differs') {
    const says = 'The certificate and the key in it do not belong together: only one of them has been renewed.'
    return { state: 'broken', says, next: 'Sync now; if it stays, rotate both together.', repair: { kind: 'sync-now' } }
  }
  const behind = keys.filter(({ state }) => state === 'differs')
  if (behind.length === 0) return undefined
  const names = behind.map(({ targetKey }) => targetKey).join(', ')
  return {
    state: 'attention',
    says: `${names}: the vault holds a newer value.`,
    next: 'Sync now.',
    repair: { kind: 'sync-now' },
  }
}

const nextOf = ({ repair }: KeyVerification) =>
  repair?.kind === 'set-encoding'
    ? 'Let the provider class say how it is encoded.'
    : repair
      ? 'Store it again as plain PEM.'
      : undefined

const repairOf = ({ repair, sourcePath }: KeyVerification): LineageRepair | undefined => {
  if (!repair || !sourcePath) return undefined
  return repair.kind === 'set-encoding'
    ? { kind: 'set-encoding', sourcePath, encoding: repair.encoding }
    : { kind: 'store-again', sourcePath }
}

/** Who depends on it. Never good behind a Secret that is not. */
export const endpointsLink = (input: LineageInput): Link => usersOf(input.endpoints, secretLink(input).state)

export const usersOf = (endpoints: readonly string[], state: Link['state']): Link => {
  const link = { id: 'endpoints' as const, label: 'Endpoints', name: endpoints.join(', '), fingerprints: [] }
  const [only, ...others] = endpoints
  if (only === undefined) return { ...link, state: 'unknown', says: 'No endpoint uses it.' }
  const says = others.length === 0 ? `“${only}” uses it` : `${endpoints.length} endpoints use it`
  switch (state) {
    case 'good':
    case 'unknown':
      return { ...link, state, says: `${says}.` }
    case 'attention':
      return { ...link, state, says: `${says}, with what the Secret holds now.` }
    case 'waiting':
      return { ...link, state, says: `${says}, and cannot connect before the Secret is there.` }
    case 'broken':
      return { ...link, state, says: `${says}, and cannot connect with it as it is.` }
  }
}
