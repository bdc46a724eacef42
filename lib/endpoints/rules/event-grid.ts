import { mayRefuseRetained, needsOneInstance } from '@/lib/brokers/documented-rules'
import { eventGridHost } from '@/lib/brokers/event-grid-host'
import { hostName, splitHost } from '@/lib/core/host'
import type { Rule } from '../types/define'
import { alwaysEncrypted } from './encryption'
import { usedAs } from './uses'

/** Rules of Azure Event Grid's MQTT broker. Grounds: "Configure MQTT data flow endpoints" and "MQTT features supported by Azure Event Grid's MQTT broker". */

const withPort = (host: string, name: string, port = splitHost(host).port || '8883') => ({
  label: `Use ${name}:${port}`,
  values: { host: `${name}:${port}${splitHost(host).path}` },
})

const hostOfMqtt: Rule = {
  id: 'event-grid-host',
  level: 'warning',
  field: 'host',
  judge: ({ effective: { host = '' } }) => {
    const name = hostName(host)
    if (name === '') return undefined
    switch (eventGridHost(host)?.speaks) {
      case 'MQTT':
        return undefined
      case 'HTTP':
        return {
          message: 'This is the namespace’s HTTP host name; the one for MQTT has -1.ts. in it.',
          ...fixOfHttp(host, name),
        }
      default:
        return {
          message:
            'An Event Grid host for MQTT ends in .ts.eventgrid.azure.net: copy it from the namespace’s overview page.',
        }
    }
  },
}

const fixOfHttp = (host: string, name: string) => {
  const parts = /^([^.]+)\.([^.]+?)(-\d+)?(\.eventgrid\..+)$/.exec(name)
  if (!parts) return {}
  const [, namespace = '', region = '', number = '-1', suffix = ''] = parts
  return { fix: withPort(host, `${namespace}.${region}${number}.ts${suffix}`) }
}

const sovereign: Rule = {
  id: 'event-grid-sovereign',
  level: 'warning',
  field: 'host',
  judge: ({ effective: { host = '' } }) =>
    eventGridHost(host)?.sovereign
      ? { message: 'A sovereign cloud: set the audience or scope of its tokens on the Advanced tab as well.' }
      : undefined,
}

const port: Rule = {
  id: 'event-grid-port',
  level: 'warning',
  field: 'host',
  judge: ({ effective: { host = '', protocol } }) => {
    const parts = splitHost(host)
    if (parts.port === '' || protocol !== 'Mqtt' || parts.port === '8883') return undefined
    if (parts.port === '443') {
      return {
        message: 'Port 443 speaks MQTT over WebSockets only.',
        fix: { label: 'Use WebSockets', values: { protocol: 'WebSockets', host: `${parts.name}:443/mqtt` } },
      }
    }
    return {
      message: `Event Grid listens for MQTT on port 8883${parts.port === '9092' || parts.port === '9093' ? `; ${parts.port} is a Kafka port` : ''}.`,
      fix: withPort(host, parts.name, '8883'),
    }
  },
}

const webSockets: Rule = {
  id: 'event-grid-websockets',
  level: 'warning',
  field: 'host',
  judge: ({ effective: { host = '', protocol } }) => {
    const { name, port, path } = splitHost(host)
    if (name === '' || protocol !== 'WebSockets' || (port === '443' && path === '/mqtt')) return undefined
    return {
      message: 'Over WebSockets Event Grid is reached on port 443 under /mqtt.',
      fix: { label: `Use ${name}:443/mqtt`, values: { host: `${name}:443/mqtt` } },
    }
  },
}

const tls = alwaysEncrypted('event-grid-tls', 'Event Grid')

const method: Rule = {
  id: 'event-grid-method',
  level: 'refusal',
  field: 'method',
  judge: ({ effective: { method } }) =>
    method === 'ServiceAccountToken' || method === 'Anonymous'
      ? {
          message: 'Event Grid takes a managed identity or an X509 certificate.',
          fix: {
            label: 'Use the system assigned managed identity',
            values: { method: 'SystemAssignedManagedIdentity' },
          },
        }
      : undefined,
}

const never = { label: 'Set Retain to Never', values: { retain: 'Never' } }

const retain: Rule = {
  id: 'event-grid-retain',
  level: 'warning',
  field: 'retain',
  judge: (draft) => {
    const uses = usedAs(draft, 'destination')
    return draft.effective.retain === 'Keep' && uses.length > 0
      ? {
          message: mayRefuseRetained(uses.map(({ dataflow }) => dataflow)),
          fix: never,
        }
      : undefined
  },
}

const retainAhead: Rule = {
  id: 'event-grid-retain-ahead',
  level: 'info',
  field: 'retain',
  judge: (draft) =>
    draft.effective.retain === 'Keep' && (draft.cluster.uses ?? []).length === 0
      ? {
          message: 'If this becomes a destination, set Retain to Never: Event Grid may refuse retained messages.',
          fix: never,
        }
      : undefined,
}

const instances: Rule = {
  id: 'event-grid-instances',
  level: 'warning',
  field: 'host',
  judge: (draft) => {
    const many = usedAs(draft, 'source').filter(({ instanceCount = 1 }) => instanceCount > 1)
    return many.length > 0 ? { message: needsOneInstance(many) } : undefined
  },
}

const sessionExpiry: Rule = {
  id: 'event-grid-session',
  level: 'warning',
  field: 'sessionExpiry',
  judge: ({ effective: { sessionExpiry = '' } }) =>
    Number(sessionExpiry) > 28_800
      ? {
          message: 'Event Grid keeps a session for 8 hours (28,800 s) at most.',
          fix: { label: 'Use 28800 s', values: { sessionExpiry: '28800' } },
        }
      : undefined,
}

const keepAlive: Rule = {
  id: 'event-grid-keep-alive',
  level: 'warning',
  field: 'keepAlive',
  judge: ({ effective: { keepAlive = '' } }) =>
    Number(keepAlive) > 1160
      ? {
          message: 'Event Grid allows a keep alive of 1,160 s at most.',
          fix: { label: 'Use the default, 60 s', values: { keepAlive: '' } },
        }
      : undefined,
}

const privateCa: Rule = {
  id: 'event-grid-ca',
  level: 'info',
  field: 'caConfigMap',
  judge: ({ effective: { caConfigMap } }) =>
    caConfigMap
      ? {
          message: 'Event Grid’s certificate comes from a public CA, so no config map is needed.',
          fix: { label: 'Leave it empty', values: { caConfigMap: '' } },
        }
      : undefined,
}

export const eventGridRules: readonly Rule[] = [
  hostOfMqtt,
  sovereign,
  port,
  webSockets,
  instances,
  method,
  tls,
  privateCa,
  retain,
  retainAhead,
  sessionExpiry,
  keepAlive,
]
