import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolve } from './addresses.ts'
import { namesText } from './names-file.ts'
import type { Pod, Service } from './types.ts'

const service = (name: string, home: string, more: Partial<Service['spec']> = {}, hosts?: string): Service => ({
  metadata: {
    name,
    namespace: home,
    uid: name,
    ...(hosts !== undefined && { annotations: { 'sandbox.invalid/hosts': hosts } }),
  },
  spec: { selector: { app: name }, ports: [{ port: 8883 }], ...more },
})

const pod = (app: string, home: string, port: string | undefined, ready = true): Pod => ({
  metadata: {
    name: `${app}-0`,
    namespace: home,
    uid: app,
    labels: { app },
    ...(port !== undefined && { annotations: { 'sandbox.invalid/port.8883': port } }),
  },
  spec: { containers: [{ name: 'broker', image: 'x', ports: [{ name: 'mqtts', containerPort: 8883 }] }] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
})

const network = {
  services: [
    service('partner', 'plant'),
    service('named', 'plant', { selector: { app: 'partner' }, ports: [{ port: 1, targetPort: 'mqtts' }] }),
    service('asleep', 'plant'),
    service('empty', 'plant', { selector: {} }),
    service('cloud', 'outside', {}, 'a.example, B.example'),
  ],
  pods: [pod('partner', 'plant', '40001'), pod('asleep', 'plant', '40002', false), pod('cloud', 'outside', '40003')],
}

const at = (host: string, port = 8883, from = 'plant') => resolve(host, port, from, network)

describe('resolve', () => {
  it.each([
    'partner',
    'PARTNER',
    'partner.plant',
    'partner.plant.svc',
    'partner.plant.svc.cluster.local',
    'partner.plant.svc.cluster.local.',
  ])('leads %s to the ready pod', (host) => {
    expect(at(host)).toMatchObject({ ok: true, address: '127.0.0.1', port: 40001 })
  })

  it('knows short names in their own namespace only', () => {
    expect(at('partner', 8883, 'elsewhere')).toMatchObject({ code: 'ENOTFOUND' })
    expect(at('partner.plant', 8883, 'elsewhere')).toMatchObject({ ok: true })
    expect(at('partner.')).toMatchObject({ code: 'ENOTFOUND' })
  })

  it('takes named target ports', () => {
    expect(at('named', 1)).toMatchObject({ ok: true, port: 40001 })
  })

  it('lets a service answer for names outside, and verifies them as they were asked for', () => {
    expect(at('a.example')).toEqual({ ok: true, address: '127.0.0.1', port: 40003, servername: 'a.example' })
    expect(at('b.example')).toMatchObject({ ok: true, port: 40003 })
    expect(at('c.example')).toMatchObject({ code: 'ENOTFOUND' })
  })

  it('refuses where no pod is ready, no port is served or nothing is selected', () => {
    expect(at('asleep')).toMatchObject({ code: 'ECONNREFUSED' })
    expect(at('partner', 9999)).toMatchObject({ code: 'ECONNREFUSED' })
    expect(at('empty')).toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('takes spelled-out loopback addresses as they are', () => {
    expect(at('127.0.0.1', 5)).toEqual({ ok: true, address: '127.0.0.1', port: 5, servername: '127.0.0.1' })
    expect(at('LocalHost', 5)).toMatchObject({ ok: true, address: '127.0.0.1' })
    expect(at('[::1]', 5)).toEqual({ ok: true, address: '::1', port: 5, servername: '::1' })
    expect(at('localhost', 0)).toMatchObject({ code: 'ECONNREFUSED' })
  })

  it.each([
    '0',
    '0.0.0.0',
    '127.1',
    '2130706433',
    '0x7f.1',
    '::ffff:127.0.0.1',
    '::',
    '',
    '.',
    '__proto__',
    'constructor',
  ])('finds nothing under %j', (host) => {
    expect(at(host)).toMatchObject({ code: 'ENOTFOUND' })
  })

  it('answers loopback addresses or none, whatever is asked and whatever a pod claims', () => {
    const word = fc.oneof(fc.string(), fc.webAuthority(), fc.ipV4(), fc.ipV6(), fc.constantFrom('partner', 'a.example'))
    fc.assert(
      fc.property(word, fc.integer({ min: -1, max: 70_000 }), word, word, (host, port, claimed, hosts) => {
        const found = resolve(host, port, 'plant', {
          services: [service('partner', 'plant', { ports: [{ port }] }, hosts)],
          pods: [pod('partner', 'plant', claimed)],
        })
        if (!found.ok) return ['ENOTFOUND', 'ECONNREFUSED'].includes(found.code)
        return ['127.0.0.1', '::1'].includes(found.address) && found.port > 0 && found.port < 65_536
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('namesText', () => {
  it('says of every name of a Service where it leads, or that it leads nowhere now', () => {
    const { services, pods } = network
    const lines = namesText({ services: services.values(), pods: pods.values() }).trimEnd().split('\n')
    expect(lines).toContain('partner.plant.svc:8883 127.0.0.1:40001')
    expect(lines).toContain('named.plant:1 127.0.0.1:40001')
    expect(lines).toContain('asleep.plant.svc.cluster.local:8883 -')
    expect(lines).toContain('b.example:8883 127.0.0.1:40003')
    expect(lines).toEqual(lines.toSorted())
  })
})
