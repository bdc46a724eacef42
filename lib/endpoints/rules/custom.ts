import { eventGridHost, isEventGridHost } from '@/lib/brokers/event-grid-host'
import { isLocalHost } from '@/lib/brokers/local-host'
import type { Rule } from '../types/define'

/** Rules of brokers that Azure IoT Operations knows nothing about. Ground: "Configure MQTT data flow endpoints". */

const eventGrid: Rule = {
  id: 'custom-event-grid',
  level: 'info',
  field: 'host',
  judge: ({ effective: { host = '' } }) =>
    isEventGridHost(host)
      ? { message: 'This is an Event Grid host: the tile “Azure Event Grid MQTT” knows its limits and methods.' }
      : undefined,
}

const local: Rule = {
  id: 'custom-local',
  level: 'info',
  field: 'host',
  judge: ({ effective: { host = '' }, cluster: { listeners = [] } }) =>
    host !== '' &&
    isLocalHost(
      host,
      listeners.map(({ service }) => service),
    )
      ? {
          message:
            'This is the instance’s own broker: the tile “Azure IoT Operations Local MQTT” suggests its hosts and audiences.',
        }
      : undefined,
}

const token: Rule = {
  id: 'custom-token',
  level: 'info',
  field: 'method',
  judge: ({ effective: { method } }) =>
    method === 'ServiceAccountToken'
      ? {
          message:
            'A service account token works only with a broker that can check this cluster’s tokens, such as the broker of another Azure IoT Operations instance that trusts it.',
        }
      : undefined,
}

const eventGridAudience = /^https:\/\/eventgrid\.azure\.net(\/|$)/

/** Without an audience or scope of its own the identity asks for a token for Event Grid. */
const audience = (field: 'identityAudience' | 'scope'): Rule => ({
  id: `custom-${field === 'scope' ? 'scope' : 'audience'}`,
  level: 'warning',
  field,
  judge: ({ effective }) => {
    if (!eventGridAudience.test(effective[field] ?? '')) return undefined
    const host = eventGridHost(effective.host ?? '')
    if (!host) return { message: 'This is a token for Event Grid; another broker will not accept it.' }
    return host.sovereign
      ? { message: 'This is a token for Event Grid in the public cloud; a sovereign cloud takes tokens of its own.' }
      : undefined
  },
})

export const customRules: readonly Rule[] = [eventGrid, local, token, audience('identityAudience'), audience('scope')]
