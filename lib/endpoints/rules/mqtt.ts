import { collisionOf } from '@/lib/brokers/client-id'
import {
  caMissing,
  countsAsLocalBroker,
  keyInConfigMap,
  needsLocalBroker,
  sameClientId,
  secretNotSynced,
} from '@/lib/brokers/documented-rules'
import { named } from '@/lib/core/named'
import { hostProblem } from '../checks/host'
import type { Draft, Rule, UseFact } from '../types/define'

export const usedAs = (draft: Draft, side: UseFact['side']): readonly UseFact[] =>
  (draft.cluster.uses ?? []).filter((use) => use.side === side)

/** The host's grammar. Refused, with the corrected text where it can be guessed. */
export const hostRule = ({ port }: { port: number }): Rule => ({
  id: 'host-form',
  level: 'refusal',
  field: 'host',
  judge: ({ effective: { host = '', protocol } }) => {
    if (host === '') return undefined
    const problem = hostProblem(host, { port, path: protocol === 'WebSockets' })
    if (!problem) return undefined
    const { message, fix } = problem
    return { message, ...(fix ? { fix: { label: `Use ${fix}`, values: { host: fix } } } : {}) }
  },
})

const turnTlsOn = { label: 'Turn TLS on', values: { tlsMode: 'Enabled' } }

/** A client certificate is presented in the TLS handshake (RFC 8446, 4.4.2): without TLS there is nothing to present it in. */
const certificateNeedsTls: Rule = {
  id: 'certificate-needs-tls',
  level: 'refusal',
  field: 'tlsMode',
  judge: ({ effective: { method, tlsMode } }) =>
    method === 'X509Certificate' && tlsMode === 'Disabled'
      ? { message: 'An X509 certificate is presented over TLS: turn TLS on, or choose another method.', fix: turnTlsOn }
      : undefined,
}

const tokenMethods = ['ServiceAccountToken', 'SystemAssignedManagedIdentity', 'UserAssignedManagedIdentity']

/** Tokens are bearer tokens (RFC 6750, 5.3: never without TLS). */
const tokenInClear: Rule = {
  id: 'token-in-clear',
  level: 'warning',
  field: 'tlsMode',
  judge: ({ effective: { method = '', tlsMode } }) =>
    tokenMethods.includes(method) && tlsMode === 'Disabled'
      ? { message: 'Without TLS the token travels in clear: whoever reads it can use it.', fix: turnTlsOn }
      : undefined,
}

const missingCa: Rule = {
  id: 'ca-missing',
  level: 'warning',
  field: 'caConfigMap',
  judge: ({ effective: { caConfigMap = '' }, cluster: { caConfigMaps } }) =>
    caConfigMap !== '' && caConfigMaps && !caConfigMaps.get(caConfigMap)?.certificates
      ? { message: caMissing(caConfigMap) }
      : undefined,
}

const keyInCa: Rule = {
  id: 'ca-private-key',
  level: 'warning',
  field: 'caConfigMap',
  judge: ({ effective: { caConfigMap = '' }, cluster: { caConfigMaps } }) =>
    caConfigMaps?.get(caConfigMap)?.privateKey ? { message: keyInConfigMap(caConfigMap) } : undefined,
}

/** Only synced secrets are known here; a secret made by hand is as good, so this informs and does not warn. */
const missingSecret: Rule = {
  id: 'secret-missing',
  level: 'info',
  field: 'secretName',
  judge: ({ effective: { secretName = '' }, cluster: { secrets } }) =>
    secretName !== '' && secrets && !secrets.has(secretName) ? { message: secretNotSynced(secretName) } : undefined,
}

/** The keys that an MQTT endpoint reads ("Configure MQTT data flow endpoints", X.509). */
const certificateKeys = ['client_cert.pem', 'client_key.pem']

const incompleteSecret: Rule = {
  id: 'secret-incomplete',
  level: 'warning',
  field: 'secretName',
  judge: ({ effective: { secretName = '' }, cluster: { secrets } }) => {
    const keys = secrets?.get(secretName)?.keys
    const missing = keys ? certificateKeys.filter((key) => !keys.includes(key)) : []
    return missing.length > 0
      ? { message: `The synced secret “${secretName}” has no ${named(missing)}: the connection fails without.` }
      : undefined
  },
}

const clientIdCollision: Rule = {
  id: 'client-id-collision',
  level: 'warning',
  field: 'clientIdPrefix',
  judge: ({ name, effective: { host = '', clientIdPrefix = '' }, cluster: { uses = [], others = [] } }) => {
    const dataflows = uses.map(({ dataflow }) => dataflow)
    const clash = collisionOf({ host, clientIdPrefix, dataflows }, others)
    if (!clash) return undefined
    return {
      message: sameClientId(clash.endpoint, clash.dataflows),
      ...(name === '' ? {} : { fix: { label: `Use the prefix ${name}-`, values: { clientIdPrefix: `${name}-` } } }),
    }
  },
}

/** Receive Maximum is 1 to 65,535 ("MQTT Version 5.0", 3.1.2.11.3); the resource takes more. */
const inflightBeyondMqtt: Rule = {
  id: 'inflight-beyond-mqtt',
  level: 'warning',
  field: 'maxInflight',
  judge: ({ effective: { maxInflight = '' } }) =>
    Number(maxInflight) === 0 || Number(maxInflight) > 65_535
      ? {
          message: 'MQTT 5 allows 1 to 65,535 messages in flight; a broker may refuse the connection.',
          fix: { label: 'Use the default, 100', values: { maxInflight: '' } },
        }
      : undefined,
}

const localBroker: Rule = {
  id: 'local-broker',
  level: 'warning',
  field: 'host',
  judge: ({ effective: { host = '' }, cluster: { uses = [] } }) => {
    const stranded = uses.filter(({ other }) => other && !other.local).map(({ dataflow }) => dataflow)
    return stranded.length > 0 && !countsAsLocalBroker(host) ? { message: needsLocalBroker(stranded) } : undefined
  },
}

/** Rules of every MQTT type. */
export const mqttRules: readonly Rule[] = [
  certificateNeedsTls,
  tokenInClear,
  missingCa,
  keyInCa,
  missingSecret,
  incompleteSecret,
  clientIdCollision,
  inflightBeyondMqtt,
  localBroker,
]
