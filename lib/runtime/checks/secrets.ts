import { secretNotSynced } from '@/lib/brokers/documented-rules'
import { type Check, type CheckFacts, fieldOf, type Subject } from './define'
import { expiry } from './expiry'

/** The Secrets that an endpoint signs in with. */
export const secretChecks = (subject: Subject, facts: CheckFacts, now: number): Check[] =>
  (subject.endpoint.secrets ?? []).flatMap((secret) => ofSecret(secret, subject, facts, now))

const ofSecret = (secret: string, subject: Subject, facts: CheckFacts, now: number): Check[] => {
  const { secrets, syncedSecrets, clientCertificates } = facts
  const { dataflows } = subject
  const open = { label: 'Open the secret', target: { kind: 'secret' as const, name: secret } }
  if (secrets && !secrets.has(secret)) {
    const text = `There is no Secret “${secret}”: the connection fails until there is one.`
    const fix = { label: 'Choose another secret', target: fieldOf(subject, 'secretName') }
    return [{ id: 'secret-missing', level: 'error', text, dataflows, fix }]
  }
  const validity = clientCertificates?.get(secret)
  return [
    ...(!secrets && syncedSecrets && !syncedSecrets.has(secret)
      ? [{ id: 'secret-not-synced', level: 'info' as const, text: secretNotSynced(secret), dataflows, fix: open }]
      : []),
    ...(validity
      ? expiry('client-expiry', `The client certificate in “${secret}”`, validity, now, dataflows, open)
      : []),
  ]
}
