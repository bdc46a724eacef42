import { secretNotSynced } from '@/lib/brokers/documented-rules'
import { type Check, type CheckFacts, fieldOf, type SecretFact, type Subject } from './define'
import { expiry } from './expiry'

/** The Secrets that an endpoint signs in with. */
export const secretChecks = (subject: Subject, facts: CheckFacts, now: number): Check[] =>
  (subject.endpoint.secrets ?? []).flatMap((name) => {
    const fact = facts.secrets?.get(name)
    const secret = { name, synced: facts.syncedSecrets?.has(name), subject, now }
    if (fact?.state === 'there') return present(secret, fact)
    return fact?.state === 'absent' ? absent(secret) : notLookedAt(secret, fact?.why)
  })

type Secret = {
  name: string
  /** Whether there is a sync of this name; nothing where that is not known. */
  synced: boolean | undefined
  subject: Subject
  now: number
}

/** On the page of the Secrets: what a sync or the portal keeps. */
const opened = (name: string, byPortal = false): Check['fix'] => ({
  label: 'Open the secret',
  target: { kind: 'secret', name, ...(byPortal && { byPortal: true as const }) },
})

const chosen = (subject: Subject): Check['fix'] => ({
  label: 'Choose another secret',
  target: fieldOf(subject, 'secretName'),
})

const check = (id: string, level: Check['level'], text: string, { dataflows }: Subject, fix: Check['fix']): Check => ({
  id,
  level,
  text,
  dataflows,
  ...(fix && { fix }),
})

const absent = ({ name, synced, subject }: Secret): Check[] =>
  synced
    ? [
        check(
          'secret-missing',
          'error',
          `The sync of “${name}” has not written its Secret: the connection fails until it has.`,
          subject,
          opened(name),
        ),
      ]
    : [
        check(
          'secret-missing',
          'error',
          `There is no Secret “${name}”: the connection fails until there is one.`,
          subject,
          chosen(subject),
        ),
      ]

const notLookedAt = ({ name, synced, subject }: Secret, why: string | undefined): Check[] => [
  ...(why === undefined
    ? []
    : [
        check(
          'secret-unread',
          'info',
          `It cannot be told whether the Secret “${name}” is there. ${why}`,
          subject,
          undefined,
        ),
      ]),
  ...(synced === false ? [check('secret-not-synced', 'info', secretNotSynced(name), subject, opened(name))] : []),
]

type Present = Extract<SecretFact, { state: 'there' }>

const present = (secret: Secret, { keptBy, content }: Present): Check[] => {
  const { name, subject, now } = secret
  // What nobody keeps has no line on the page of the Secrets.
  const fix = keptBy === 'nobody' ? chosen(subject) : opened(name, keptBy === 'portal')
  const found = (id: string, level: Check['level'], text: string) => check(id, level, text, subject, fix)
  if ('unread' in content) {
    const text = `What is in the Secret “${name}” could not be read, so nobody can tell whether it is good. ${content.unread}`
    return [...keeping(secret, keptBy), found('secret-unread', 'info', text)]
  }
  const { keys, certificates, problem } = content
  return [
    ...keeping(secret, keptBy),
    ...neededKeys(subject)
      .filter((key) => !keys.includes(key))
      .map((key) =>
        found('secret-key-missing', 'error', `The Secret “${name}” has no key “${key}”, which this endpoint needs.`),
      ),
    ...(problem?.kind === 'unusable'
      ? [found('secret-unusable', 'error', `The Secret “${name}” is of no use to a client. ${problem.says}`)]
      : []),
    ...(problem?.kind === 'behind'
      ? [found('secret-behind', 'info', `The Secret “${name}” is behind its vault. ${problem.says}`)]
      : []),
    ...certificates.flatMap((one) =>
      expiry('client-expiry', `The client certificate “${one.name}” in “${name}”`, one, now, subject.dataflows, fix),
    ),
  ]
}

/** Where nobody says otherwise, those of "Configure MQTT data flow endpoints", X.509. */
const neededKeys = ({ endpoint: { secretKeys, method } }: Subject): readonly string[] =>
  secretKeys ?? (method?.toLowerCase().startsWith('x509') ? ['client_cert.pem', 'client_key.pem'] : [])

/** Works as it is, and will not for ever: a certificate has an end, and nothing brings the next one. */
const keeping = ({ name, synced, subject }: Secret, keptBy: Present['keptBy']): Check[] => {
  switch (keptBy) {
    case 'sync':
      return []
    case 'portal': {
      const text = `The portal wrote the Secret “${name}” itself: after a change in the vault it has to be written again by hand.`
      return [check('secret-plain', 'info', text, subject, opened(name, true))]
    }
    case 'nobody':
      if (synced) {
        const text = `The Secret “${name}” was not made by the sync of its name and is left alone by it: nothing renews it.`
        return [check('secret-plain', 'warning', text, subject, opened(name))]
      }
      return [
        check(
          'secret-plain',
          'info',
          `The Secret “${name}” was made by hand: nothing renews it from a vault.`,
          subject,
          chosen(subject),
        ),
      ]
  }
}
