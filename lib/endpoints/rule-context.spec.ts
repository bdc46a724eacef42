import { describe, expect, it } from 'vitest'
import type { DataflowRow } from '@/lib/dataflows/row'
import type { EndpointRow } from './row'
import { ruleContext } from './rule-context'

const endpoint = (name: string, host: string): [string, EndpointRow] => [
  name,
  {
    name,
    resourceVersion: '1',
    uid: name,
    createdAt: '',
    endpointType: 'Mqtt',
    host,
    method: '',
    clientIdPrefix: 'p-',
  },
]

const flow = (name: string, from: string, to: string): [string, DataflowRow] => [
  name,
  {
    name,
    resourceVersion: '1',
    uid: name,
    profile: 'wide',
    mode: 'Enabled',
    createdAt: 0,
    source: { endpoint: from, topics: [] },
    destination: { endpoint: to, target: '' },
  },
]

const rows = {
  endpoints: new Map([
    endpoint('default', 'aio-broker:18883'),
    endpoint('partner', 'a.example:1'),
    endpoint('spare', 'b:1'),
  ]),
  dataflows: new Map([flow('up', 'default', 'partner'), flow('relay', 'partner', 'lost')]),
  profiles: new Map([['wide', { name: 'wide', resourceVersion: '1', instanceCount: 3 }]]),
}

describe('ruleContext', () => {
  it('knows how the edited endpoint is used, and what stands on the other side', () => {
    expect(ruleContext('ns', rows, 'partner').uses).toEqual([
      { dataflow: 'relay', side: 'source', profile: 'wide', instanceCount: 3 },
      {
        dataflow: 'up',
        side: 'destination',
        profile: 'wide',
        instanceCount: 3,
        other: { endpoint: 'default', local: true },
      },
    ])
    expect(ruleContext('ns', rows, 'default').uses).toMatchObject([{ other: { endpoint: 'partner', local: false } }])
  })

  it('leaves the edited endpoint out of names and rivals, and unused ones out of rivals', () => {
    const context = ruleContext('ns', rows, 'partner')
    expect(context.endpointNames).toEqual(new Set(['default', 'spare']))
    expect(context.others).toEqual([
      { name: 'default', host: 'aio-broker:18883', clientIdPrefix: 'p-', dataflows: ['up'] },
    ])
  })

  it('gives a new endpoint no uses, even of a name that dataflows already wait for', () => {
    const context = ruleContext('ns', rows)
    expect(context.uses).toEqual([])
    expect(context.endpointNames?.size).toBe(3)
  })

  it('leaves out what is not known', () => {
    expect(ruleContext('ns', {})).toEqual({ namespace: 'ns' })
  })

  it('counts certificates and names secrets and volume claims', () => {
    const certificate = { subject: '', issuer: '', notBefore: '', notAfter: '', fingerprint: '' }
    const context = ruleContext('ns', {
      certificates: new Map([
        ['ca', { name: 'ca', resourceVersion: '1', certificates: [certificate], privateKey: false }],
      ]),
      volumeClaims: new Map([
        ['spare', {}],
        ['archive', {}],
      ]),
      syncedSecrets: new Map([['s', { keys: ['client_cert.pem'] }]]),
      listeners: new Map([
        ['l', { name: 'l', resourceVersion: '1', service: 'svc', ports: [{ port: 1, protocol: 'Mqtt', tls: true }] }],
      ]),
    })
    expect(context.caConfigMaps).toEqual(new Map([['ca', { certificates: 1, privateKey: false }]]))
    expect(context.volumeClaims).toEqual(['archive', 'spare'])
    expect([...(context.secrets?.keys() ?? [])]).toEqual(['s'])
    expect(context.listeners).toMatchObject([{ host: 'svc:1', methods: ['Anonymous'] }])
  })
})
