import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valuesOf } from '../form-values'
import type { EndpointResource, EndpointSpec } from '../resource-types'
import { clusterSpec, formValues } from '../test-arbitraries'
import { newResource } from '../new-resource'
import { isTree, mergePatched } from '@/lib/core/tree'
import { endpointTypes } from '../types'
import { planImport } from './plan-import'

const live = (spec: EndpointSpec, more: object = {}): EndpointResource => ({
  metadata: { name: 'plant-uplink', resourceVersion: '7', ...more },
  spec,
})

const settings = (mqttSettings: object): EndpointSpec => ({ endpointType: 'Mqtt', mqttSettings })

const after = (imported: EndpointSpec, stands: EndpointSpec): unknown => {
  const plan = planImport({ name: 'plant-uplink', spec: imported }, live(stands))
  return plan.kind === 'write' && isTree(plan.patch.spec) ? mergePatched(stands, plan.patch.spec) : stands
}

describe('planImport', () => {
  it('changes what the import says otherwise, clears what it leaves out, and keeps what no form shows', () => {
    const stands = settings({ host: 'a.example:8883', qos: 0, clientIdPrefix: 'x-', 'x-vendor': { kept: 1 } })
    const plan = planImport(
      { name: 'plant-uplink', spec: settings({ host: 'b.example:8883', qos: 0, 'x-vendor': { added: 2 } }) },
      live(stands),
    )
    expect(plan).toMatchObject({
      kind: 'write',
      patch: {
        metadata: { resourceVersion: '7' },
        spec: { mqttSettings: { host: 'b.example:8883', clientIdPrefix: null, 'x-vendor': { added: 2 } } },
      },
    })
    if (plan.kind !== 'write') return
    expect(plan.changes.map(({ field }) => field)).toEqual(['host', 'clientIdPrefix', 'mqttSettings.x-vendor.added'])
  })

  it('removes the block of the old method', () => {
    const x509 = { method: 'X509Certificate', x509CertificateSettings: { secretRef: 'one' } }
    const token = { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audience: 'aio' } }
    const host = 'b.example:8883'
    expect(after(settings({ host, authentication: token }), settings({ host, authentication: x509 }))).toEqual(
      settings({ host, authentication: token }),
    )
  })

  it('adds labels and annotations, and takes none away', () => {
    const spec = settings({ host: 'b.example:8883' })
    const imported = { name: 'plant-uplink', spec, labels: { line: '4', site: 'a' } }
    expect(planImport(imported, live(spec, { labels: { line: '3', mine: 'x' } }))).toEqual({
      kind: 'write',
      patch: { metadata: { resourceVersion: '7', labels: { line: '4', site: 'a' } } },
      changes: [{ field: 'labels' }],
    })
  })

  it('does not change the type of an endpoint', () => {
    const kusto = { endpointType: 'DataExplorer', dataExplorerSettings: {} }
    expect(planImport({ name: 'plant-uplink', spec: kusto }, live(settings({})))).toMatchObject({ kind: 'invalid' })
  })

  it('takes an object where a form has a value as it is, for the API server to refuse', () => {
    expect(after(settings({ host: { odd: 1 } }), settings({ host: 'a:1' }))).toEqual(settings({ host: { odd: 1 } }))
  })

  it.each(endpointTypes)('has nothing to do for what stands there already: $label', (type) => {
    fc.assert(
      fc.property(clusterSpec(type), (spec) => {
        expect(planImport({ name: 'plant-uplink', spec }, live(spec)).kind).toBe('nothing')
      }),
    )
  })

  it.each(endpointTypes)('leaves a form that shows what was imported, whatever stood there: $label', (type) => {
    const { hostType } = type
    fc.assert(
      fc.property(formValues(type), formValues(type), (wanted, before) => {
        const [imported, stands] = [wanted, before].map(
          (values) => newResource(type, 'plant-uplink', values, { hostType: true }).spec,
        ) as [EndpointSpec, EndpointSpec]
        const result = after(imported, stands) as EndpointSpec
        expect(valuesOf(type, result)).toEqual(valuesOf(type, imported))
        expect(result.hostType).toBe(hostType)
      }),
    )
  })
})
