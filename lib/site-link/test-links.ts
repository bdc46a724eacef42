import fc from 'fast-check'
import type { SiteLinkForm } from './form'
import { initialLink } from './form'
import type { LinkFacts } from './problems'
import type { Made } from './made'

/** A link that is whole: what an operator has typed by the end of the pages. */
export const wholeLink: SiteLinkForm = {
  ...initialLink('plant-7'),
  host: 'broker.parent.example.net:8883',
  trust: 'config-map',
  caConfigMap: 'parent-ca',
  topics: 'plant-7/+/telemetry',
  target: 'sites/plant-7',
}

export const twoWays: SiteLinkForm = { ...wholeLink, down: 'on', downTopics: 'orders/plant-7/#', downTarget: 'orders' }

export const facts: LinkFacts = {
  instance: 'plant-7',
  pasted: 'empty',
  made: {},
  cluster: {
    namespace: 'azure-iot-operations',
    endpointNames: new Set(['default', 'partner-hq']),
    listeners: [
      {
        listener: 'default',
        host: 'aio-broker:18883',
        service: 'aio-broker',
        protocol: 'Mqtt',
        tls: true,
        methods: ['ServiceAccountToken'],
        audiences: [],
      },
    ],
    caConfigMaps: new Map([['parent-ca', { certificates: 1 }]]),
    secrets: new Map([['there', { keys: ['client_cert.pem', 'client_key.pem'] }]]),
  },
  bridges: {
    endpoints: new Map([['default', { name: 'default', endpointType: 'Mqtt', host: 'aio-broker:18883' }]]),
    dataflows: new Map(),
    profiles: new Map([['default', { instanceCount: 1 }]]),
    localServices: ['aio-broker'],
  },
}

const object = fc.record({ name: fc.stringMatching(/^[a-z]{3,9}$/), uid: fc.uuid() })
const names = fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { maxLength: 3 })

/** What a run may have made by the time that it stops, whatever that is. */
export const anyMade: fc.Arbitrary<Made> = fc.record(
  {
    trust: object,
    vault: fc.record({ name: fc.constant('kv-plant-7'), secrets: names }),
    entries: fc.record({ providerClass: fc.constant('spc-ops-1'), names }),
    secret: fc
      .tuple(object, fc.constantFrom('synced' as const, 'written' as const))
      .map(([made, how]) => ({ ...made, how })),
    endpoint: object,
    up: object,
    down: object,
  },
  { requiredKeys: [] },
)
