import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chosen, clusterSpec, formValues } from './test-arbitraries'
import { completeValues, isVisible, valuesOf, visibleFields } from './form-values'
import { newResource } from './new-resource'
import { endpointPatch } from './patch'
import type { EndpointValues } from './resource-types'
import { isTree, mergePatched, readAt, type Tree } from '@/lib/core/tree'
import { endpointTypes } from './types'
import { localMqtt } from './types/local-mqtt'

const leaves = (tree: unknown, path: string[] = []): string[] =>
  isTree(tree) && Object.keys(tree).length > 0
    ? Object.entries(tree).flatMap(([key, value]) => leaves(value, [...path, key]))
    : [path.join('.')]

/** What the cluster holds must show what was wanted: hidden fields aside, and pinned defaults being *not set*. */
const shown = (type: (typeof endpointTypes)[number], values: EndpointValues) =>
  Object.fromEntries(
    visibleFields(type, values).map((field) => {
      const value = (values[field.key] ?? '').trim()
      return [field.key, value === field.default ? '' : value]
    }),
  )

describe.each(endpointTypes.map((type) => [type.label, type] as const))('%s', (_, type) => {
  it('writes nothing when nothing was changed, whatever the cluster holds', () => {
    fc.assert(
      fc.property(clusterSpec(type), (spec) => {
        expect(endpointPatch(type, spec, valuesOf(type, spec))).toBeUndefined()
      }),
      { numRuns: 500 },
    )
  })

  it('writes one changed field alone, and its block with the method', () => {
    const edit = fc.constantFrom(...type.fields).chain((field) => fc.tuple(fc.constant(field), chosen(type, field)))
    fc.assert(
      fc.property(clusterSpec(type), edit, (spec, [field, value]) => {
        const before = valuesOf(type, spec)
        const after = { ...before, [field.key]: value }
        fc.pre(before[field.key] !== value && isVisible(type, field, after))
        const changed = leaves(endpointPatch(type, spec, after) ?? {})
        const hides = type.fields.filter((other) => isVisible(type, other, before) && !isVisible(type, other, after))
        const mayChange = [field, ...hides].map(({ path }) => path.join('.'))
        const authentication = field.path.slice(0, -1).join('.')
        const blocks = field.control.kind === 'method' ? /Settings$/ : /$^/
        for (const path of changed.filter((path) => path !== '' && !mayChange.includes(path))) {
          expect(path.startsWith(authentication) && blocks.test(path), path).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('leaves every unknown field where it was', () => {
    fc.assert(
      fc.property(clusterSpec(type), formValues(type), (spec, values) => {
        const after = mergePatched(spec, endpointPatch(type, spec, values) ?? {})
        const settings = (tree: Tree) => readAt(tree, [type.settings, 'futureField'])
        expect(settings(after)).toEqual(settings(spec))
        expect(after.futureField).toEqual(spec.futureField)
      }),
    )
  })

  it('reads back what was written: new, and over anything that stood there', () => {
    fc.assert(
      fc.property(clusterSpec(type), formValues(type), (spec, values) => {
        const edited = mergePatched(spec, endpointPatch(type, spec, values) ?? {})
        // A pinned default that was not touched stays pinned, so both sides are compared with defaults as *not set*.
        expect(shown(type, valuesOf(type, edited))).toEqual(shown(type, values))
        const created = newResource(type, 'made-here', values, { hostType: true }).spec
        expect(shown(type, valuesOf(type, created))).toEqual(shown(type, values))
      }),
      { numRuns: 300 },
    )
  })

  it.each(type.methods)('creates with $value and reads the same values back', ({ value, block }) => {
    const values = Object.fromEntries(
      type.fields.map(({ key, control, default: usual }) => [
        key,
        control.kind === 'number' ? '7' : control.kind === 'text' ? `${key}-text` : (usual ?? ''),
      ]),
    )
    const { spec } = newResource(type, 'made-here', { ...values, method: value }, { hostType: false })
    expect(shown(type, valuesOf(type, spec))).toEqual(shown(type, { ...values, method: value }))
    const authentication = readAt(spec, [type.settings, 'authentication'])
    expect(Object.keys(isTree(authentication) ? authentication : {}).sort()).toEqual(
      block ? ['method', block].sort() : ['method'],
    )
  })
})

describe('endpointPatch', () => {
  const spec = {
    endpointType: 'Mqtt',
    mqttSettings: {
      host: 'aio-broker:18883',
      authentication: { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audience: 'aio-internal' } },
      tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'bundle' },
      qos: 0,
    },
  }
  const patch = (changes: EndpointValues) =>
    endpointPatch(localMqtt, spec, { ...valuesOf(localMqtt, spec), ...changes })

  it('removes the old method’s block in the same write', () => {
    expect(patch({ method: 'X509Certificate', secretName: 'uplink' })).toEqual({
      mqttSettings: {
        authentication: {
          method: 'X509Certificate',
          serviceAccountTokenSettings: null,
          x509CertificateSettings: { secretRef: 'uplink' },
        },
      },
    })
  })

  it('writes no block for None, and removes the one that documentation shows', () => {
    expect(patch({ method: 'Anonymous' })).toEqual({
      mqttSettings: { authentication: { method: 'Anonymous', serviceAccountTokenSettings: null } },
    })
    const anonymous = {
      endpointType: 'Mqtt',
      mqttSettings: { authentication: { method: 'anonymous', anonymousSettings: {} } },
    }
    expect(
      endpointPatch(localMqtt, anonymous, completeValues(localMqtt, { method: 'ServiceAccountToken', audience: 'a' })),
    ).toEqual({
      mqttSettings: {
        authentication: {
          method: 'ServiceAccountToken',
          anonymousSettings: null,
          serviceAccountTokenSettings: { audience: 'a' },
        },
      },
    })
  })

  it('removes the block of a method that this type does not offer', () => {
    const odd = {
      endpointType: 'Mqtt',
      mqttSettings: { authentication: { method: 'Sasl', saslSettings: { secretRef: 's' } } },
    }
    expect(endpointPatch(localMqtt, odd, completeValues(localMqtt, { method: 'Anonymous' }))).toEqual({
      mqttSettings: { authentication: { method: 'Anonymous', saslSettings: null } },
    })
  })

  it('clears a field with null, and a pinned value by choosing the default', () => {
    expect(patch({ caConfigMap: '' })).toEqual({ mqttSettings: { tls: { trustedCaCertificateConfigMapRef: null } } })
    expect(patch({ qos: '1' })).toEqual({ mqttSettings: { qos: null } })
    expect(patch({ qos: '' })).toEqual({ mqttSettings: { qos: null } })
    expect(patch({ tlsMode: '' })).toEqual({ mqttSettings: { tls: { mode: null } } })
  })

  it('does not pin a default that was chosen, and writes zero as a number', () => {
    expect(patch({ keepAlive: '60' })).toBeUndefined()
    expect(patch({ keepAlive: '0' })).toEqual({ mqttSettings: { keepAliveSeconds: 0 } })
  })

  it('clears what becomes hidden', () => {
    expect(patch({ tlsMode: 'Disabled' })).toEqual({
      mqttSettings: { tls: { mode: 'Disabled', trustedCaCertificateConfigMapRef: null } },
    })
  })

  it('takes spaces around a value for nothing', () => {
    expect(patch({ host: ' aio-broker:18883 ' })).toBeUndefined()
  })
})

describe('newResource', () => {
  it('writes what differs and nothing else', () => {
    const values = completeValues(localMqtt, { ...localMqtt.example.values, qos: '1', tlsMode: 'Enabled' })
    expect(newResource(localMqtt, 'line-4', values, { hostType: true })).toEqual({
      metadata: { name: 'line-4' },
      spec: {
        endpointType: 'Mqtt',
        hostType: 'LocalBroker',
        mqttSettings: {
          host: 'aio-broker:18883',
          authentication: { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audience: 'aio-internal' } },
          tls: { trustedCaCertificateConfigMapRef: 'azure-iot-operations-aio-ca-trust-bundle' },
        },
      },
    })
  })

  it('writes an empty block for an identity without settings', () => {
    const [type] = endpointTypes.filter(({ id }) => id === 'event-grid-mqtt')
    const { spec } = newResource(type ?? localMqtt, 'x', type?.example.values ?? {}, { hostType: false })
    expect(readAt(spec, ['mqttSettings', 'authentication'])).toEqual({
      method: 'SystemAssignedManagedIdentity',
      systemAssignedManagedIdentitySettings: {},
    })
    expect(spec.hostType).toBeUndefined()
  })
})
