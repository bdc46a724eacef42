import { countsAsLocalBroker } from '@/lib/brokers/documented-rules'
import type { ListenerFact } from '@/lib/brokers/listener-fact'
import { hostName, splitHost } from '@/lib/core/host'
import { named } from '@/lib/core/named'
import { defaultCaBundle, defaultEndpoint, defaultEndpointName } from '../default-endpoint'
import { methodLabel } from '../methods'
import { isLocalHost } from '@/lib/brokers/local-host'
import { readAt } from '@/lib/core/tree'
import type { Draft, Rule } from '../types/define'

/** The listeners at a host's service and port: one, or several when a service is shared. */
const listenersAt = ({ effective: { host = '' }, cluster: { listeners = [] } }: Draft): readonly ListenerFact[] => {
  const [service, port] = [hostName(host).split('.')[0], splitHost(host).port]
  return listeners.filter((fact) => fact.service === service && splitHost(fact.host).port === port)
}

/** The broker takes a token only for the audiences of its BrokerAuthentication ("Configure MQTT broker authentication"). */
const unknownAudience: Rule = {
  id: 'audience-unknown',
  level: 'warning',
  field: 'audience',
  judge: (draft) => {
    const { method, audience = '', host = '' } = draft.effective
    const accepted = [...new Set(listenersAt(draft).flatMap(({ audiences }) => audiences))]
    if (method !== 'ServiceAccountToken' || audience === '' || accepted.length === 0) return undefined
    if (accepted.includes(audience)) return undefined
    return {
      message: `The listener at ${host} accepts ${named(accepted)}, not “${audience}”.`,
      fix: { label: `Use ${accepted[0]}`, values: { audience: accepted[0] ?? '' } },
    }
  },
}

const refusedMethod: Rule = {
  id: 'listener-method',
  level: 'warning',
  field: 'method',
  judge: (draft) => {
    const { method = '', host = '' } = draft.effective
    const accepted = [...new Set(listenersAt(draft).flatMap(({ methods }) => methods))]
    // An anonymous listener asks for nothing and lets every client in.
    if (accepted.length === 0 || accepted.includes('Anonymous') || accepted.some((one) => one === method))
      return undefined
    const [first] = accepted
    return {
      message: `The listener at ${host} accepts ${named(accepted.map(methodLabel))}.`,
      ...(first ? { fix: { label: `Use ${methodLabel(first)}`, values: { method: first } } } : {}),
    }
  },
}

const listenerTls: Rule = {
  id: 'listener-tls',
  level: 'warning',
  field: 'tlsMode',
  judge: (draft) => {
    const [listener, ...more] = listenersAt(draft)
    const { tlsMode, host = '' } = draft.effective
    if (!listener || more.some(({ tls }) => tls !== listener.tls)) return undefined
    if (listener.tls === (tlsMode === 'Enabled')) return undefined
    return listener.tls
      ? {
          message: `The listener at ${host} speaks TLS only.`,
          fix: { label: 'Turn TLS on', values: { tlsMode: 'Enabled' } },
        }
      : {
          message: `The listener at ${host} does not speak TLS.`,
          fix: { label: 'Turn TLS off', values: { tlsMode: 'Disabled' } },
        }
  },
}

const listenerProtocol: Rule = {
  id: 'listener-protocol',
  level: 'warning',
  field: 'protocol',
  judge: (draft) => {
    const spoken = new Set(listenersAt(draft).map(({ protocol }) => protocol))
    const { protocol = '', host = '' } = draft.effective
    const [only] = spoken
    if (spoken.size !== 1 || !only || only === protocol) return undefined
    const label = only === 'Mqtt' ? 'MQTT' : 'WebSockets'
    return {
      message: `The listener at ${host} speaks ${label}.`,
      fix: { label: `Use ${label}`, values: { protocol: only } },
    }
  },
}

const noListener: Rule = {
  id: 'listener-missing',
  level: 'warning',
  field: 'host',
  judge: (draft) => {
    const { listeners = [] } = draft.cluster
    const host = draft.effective.host ?? ''
    if (host === '' || listeners.length === 0 || listenersAt(draft).length > 0) return undefined
    const usual = listeners.find((fact) => fact.listener === 'default') ?? listeners[0]
    return {
      message: `No broker listener of this instance stands at ${host}.`,
      ...(usual ? { fix: { label: `Use ${usual.host}`, values: { host: usual.host } } } : {}),
    }
  },
}

const notTheLocalBroker: Rule = {
  id: 'local-broker-name',
  level: 'info',
  field: 'host',
  judge: ({ effective: { host = '' }, cluster: { listeners = [] } }) => {
    const services = listeners.map(({ service }) => service)
    return !countsAsLocalBroker(host) && isLocalHost(host, services)
      ? {
          message:
            'Every dataflow needs the local broker on one side. A listener under another service name than aio-broker may not count as that: prefer the default endpoint there.',
        }
      : undefined
  },
}

/** The broker's CA is a private one ("Certificate management for Azure IoT Operations internal communication"). */
const localCa: Rule = {
  id: 'local-ca',
  level: 'warning',
  field: 'caConfigMap',
  judge: ({ effective: { tlsMode, caConfigMap, host = '' }, cluster: { namespace, caConfigMaps } }) => {
    if (tlsMode !== 'Enabled' || caConfigMap !== '' || host === '') return undefined
    const bundle = defaultCaBundle(namespace, [...(caConfigMaps?.keys() ?? [])])
    return {
      message:
        'The local broker’s certificate comes from a private CA: without its config map dataflows do not trust it.',
      fix: { label: `Use ${bundle}`, values: { caConfigMap: bundle } },
    }
  },
}

/** Most dataflows have `default` on one side; "Configure MQTT data flow endpoints" asks not to change it. */
const changedDefault: Rule = {
  id: 'default-endpoint',
  level: 'warning',
  field: 'host',
  judge: ({ name, effective, cluster }) => {
    if (name !== defaultEndpointName) return undefined
    const { spec } = defaultEndpoint(cluster.namespace, [...(cluster.caConfigMaps?.keys() ?? [])])
    const at = (...path: string[]) => String(readAt(spec, ['mqttSettings', ...path]))
    const values = {
      host: at('host'),
      method: at('authentication', 'method'),
      audience: at('authentication', 'serviceAccountTokenSettings', 'audience'),
      tlsMode: at('tls', 'mode'),
      caConfigMap: at('tls', 'trustedCaCertificateConfigMapRef'),
    }
    return Object.entries(values).some(([key, value]) => effective[key] !== value)
      ? {
          message:
            'This is the instance’s default endpoint: most dataflows rely on its host, authentication and TLS. They all reconnect with what you change here.',
          fix: { label: 'Use the values of a new instance', values },
        }
      : undefined
  },
}

export const localRules: readonly Rule[] = [
  changedDefault,
  noListener,
  notTheLocalBroker,
  refusedMethod,
  unknownAudience,
  listenerTls,
  localCa,
  listenerProtocol,
]
