import { describe, expect, it } from 'vitest'
import { secretReferences } from '@/lib/kubernetes/secret-references'
import { endpointsTrusting, endpointsUsing } from './references'

const endpoint = (name: string, spec: unknown) => ({ metadata: { name }, spec })

describe('secretReferences', () => {
  it('finds them in whichever block they stand', () => {
    const spec = {
      mqttSettings: { authentication: { x509CertificateSettings: { secretRef: 'uplink' } } },
      kafkaSettings: { authentication: { saslSettings: { secretRef: 'sasl' } } },
      other: { secretRef: 7, list: [{ secretRef: 'listed' }] },
    }
    expect([...secretReferences(endpoint('a', spec))].toSorted()).toEqual(['listed', 'sasl', 'uplink'])
  })

  it('is total', () => {
    for (const spec of [undefined, null, 'text', 7, []]) expect(secretReferences(endpoint('a', spec)).size).toBe(0)
    let deep: unknown = { secretRef: 'too-deep' }
    for (let level = 0; level < 50_000; level += 1) deep = [deep]
    expect(secretReferences(endpoint('a', deep)).size).toBe(0)
  })
})

describe('endpointsUsing', () => {
  it('answers names in order', () => {
    const uses = (name: string) => endpoint(name, { x: { secretRef: 'uplink' } })
    expect(endpointsUsing([uses('b'), endpoint('c', {}), uses('a')], 'uplink')).toEqual(['a', 'b'])
  })
})

describe('endpointsTrusting', () => {
  it('finds them in whichever settings they stand, and is total', () => {
    const trusts = (name: string, settings: string) =>
      endpoint(name, { [settings]: { tls: { trustedCaCertificateConfigMapRef: 'parent-ca' } } })
    const others = [endpoint('c', { mqttSettings: { tls: {} } }), endpoint('d', 'text'), endpoint('e', undefined)]
    const all = [trusts('b', 'mqttSettings'), trusts('a', 'kafkaSettings'), ...others]
    expect(endpointsTrusting(all, 'parent-ca')).toEqual(['a', 'b'])
  })
})
