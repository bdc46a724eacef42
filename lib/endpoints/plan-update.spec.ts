import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusterSpec, formValues } from './test-arbitraries'
import { valuesOf } from './form-values'
import { planUpdate } from './plan-update'
import { mergePatched, type Tree } from '@/lib/core/tree'
import { endpointTypes } from './types'
import { customMqtt } from './types/custom-mqtt'

const metadata = { name: 'x', uid: 'u', resourceVersion: '7' }

describe('planUpdate', () => {
  const live = {
    metadata,
    spec: { endpointType: 'Mqtt', mqttSettings: { host: 'a.example:1', authentication: { method: 'Anonymous' } } },
  }
  const base = valuesOf(customMqtt, live.spec)

  it('insists on the version it was made from', () => {
    expect(planUpdate(customMqtt, { base, values: { ...base, qos: '0' } }, live)).toEqual({
      kind: 'write',
      patch: { metadata: { resourceVersion: '7' }, spec: { mqttSettings: { qos: 0 } } },
      merged: [],
      changes: [
        {
          field: 'qos',
          label: 'Quality of service (QoS)',
          before: '1: at least once (default)',
          after: '0: at most once',
        },
      ],
    })
  })

  it('has nothing to do when the cluster holds it already', () => {
    expect(planUpdate(customMqtt, { base, values: base }, live)).toEqual({ kind: 'nothing', merged: [] })
    const moved = { metadata, spec: mergePatched(live.spec, { mqttSettings: { qos: 0 } }) }
    expect(planUpdate(customMqtt, { base, values: { ...base, qos: '0' } }, moved)).toEqual({
      kind: 'nothing',
      merged: [],
    })
  })

  it('refuses what two harmless changes make together', () => {
    const certificate = { ...base, method: 'X509Certificate', secretName: 's' }
    const clear = { metadata, spec: mergePatched(live.spec, { mqttSettings: { tls: { mode: 'Disabled' } } }) }
    expect(planUpdate(customMqtt, { base, values: certificate }, clear)).toMatchObject({
      kind: 'invalid',
      issues: [{ path: 'tlsMode' }],
    })
  })

  it.each(endpointTypes.map((type) => [type.label, type] as const))('never sends an unchanged form: %s', (_, type) => {
    fc.assert(
      fc.property(clusterSpec(type), clusterSpec(type), (opened, now) => {
        const base = valuesOf(type, opened)
        expect(planUpdate(type, { base, values: base }, { metadata, spec: now }).kind).toBe('nothing')
      }),
    )
  })

  it.each(endpointTypes.map((type) => [type.label, type] as const))(
    'is a fixed point: what was written is not written again: %s',
    (_, type) => {
      fc.assert(
        fc.property(clusterSpec(type), formValues(type), (spec, values) => {
          const plan = planUpdate(type, { base: valuesOf(type, spec), values }, { metadata, spec })
          if (plan.kind !== 'write') return
          const after = { metadata, spec: mergePatched(spec, plan.patch.spec as Tree) }
          expect(planUpdate(type, { base: valuesOf(type, spec), values }, after).kind).toBe('nothing')
        }),
      )
    },
  )
})
