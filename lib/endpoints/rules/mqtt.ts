import { collisionOf } from '@/lib/brokers/client-id'
import { countsAsLocalBroker, needsLocalBroker, sameClientId } from '@/lib/brokers/documented-rules'
import { hostProblem } from '../checks/host'
import type { Rule } from '../types/define'
import { encryptionRules } from './encryption'

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
export const mqttRules: readonly Rule[] = [...encryptionRules, clientIdCollision, inflightBeyondMqtt, localBroker]
