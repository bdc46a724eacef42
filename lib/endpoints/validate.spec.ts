import { describe, expect, it } from 'vitest'
import { completeValues } from './form-values'
import { problemsOf } from './problems'
import type { EndpointValues } from './resource-types'
import { customMqtt } from './types/custom-mqtt'
import { eventGridMqtt } from './types/event-grid-mqtt'
import type { RuleContext } from './types/define'
import { endpointSchema } from './validate'

const cluster: RuleContext = { namespace: 'ns', endpointNames: new Set(['taken']) }

const paths = (name: string, changes: EndpointValues, base?: EndpointValues) => {
  const values = completeValues(customMqtt, { ...customMqtt.example.values, ...changes })
  const parsed = endpointSchema(customMqtt, { cluster, ...(base ? { base } : {}) }).safeParse({ name, values })
  return (parsed.error?.issues ?? []).map(({ path }) => path.join('.'))
}

describe('endpointSchema', () => {
  it('passes the example', () => {
    expect(paths('line-4', {})).toEqual([])
  })

  it.each([
    ['a host without port', { host: 'broker' }, 'values.host'],
    ['no host', { host: '' }, 'values.host'],
    ['a method of no type', { method: 'Sasl' }, 'values.method'],
    ['no method', { method: '' }, 'values.method'],
    ['a secret with a key', { secretName: 'a/b' }, 'values.secretName'],
    ['no secret', { secretName: ' ' }, 'values.secretName'],
    ['no audience for a token', { method: 'ServiceAccountToken' }, 'values.audience'],
    ['no audience for an identity', { method: 'SystemAssignedManagedIdentity' }, 'values.identityAudience'],
    ['QoS 2', { qos: '2' }, 'values.qos'],
    ['a protocol of no broker', { protocol: 'Quic' }, 'values.protocol'],
    ['a negative keep alive', { keepAlive: '-1' }, 'values.keepAlive'],
    ['a keep alive beyond two bytes', { keepAlive: '65536' }, 'values.keepAlive'],
    ['a session beyond int32', { sessionExpiry: '2147483648' }, 'values.sessionExpiry'],
    ['a fraction', { maxInflight: '1.5' }, 'values.maxInflight'],
    ['a config map with a capital', { caConfigMap: 'Ca' }, 'values.caConfigMap'],
    ['a control character', { clientIdPrefix: 'a\u0007b' }, 'values.clientIdPrefix'],
    ['a certificate without TLS', { tlsMode: 'Disabled' }, 'values.tlsMode'],
  ])('refuses %s beside its field', (_, changes, path) => {
    expect(paths('line-4', changes)).toEqual([path])
  })

  it('refuses both IDs of a user assigned identity, and its scope', () => {
    const found = paths('line-4', { method: 'UserAssignedManagedIdentity', clientId: 'plant' })
    expect(found).toEqual(['values.clientId', 'values.tenantId', 'values.scope'])
  })

  it('refuses names that are wrong or taken', () => {
    expect(paths('Line', {})).toEqual(['name'])
    expect(paths('taken', {})).toEqual(['name'])
  })

  it('judges hidden fields no more than they are written', () => {
    expect(paths('line-4', { method: 'Anonymous', secretName: 'a/b', tenantId: 'x' })).toEqual([])
  })

  it('is strict: unknown, missing and over-long values are refused', () => {
    const schema = endpointSchema(customMqtt, { cluster })
    const values = completeValues(customMqtt, customMqtt.example.values)
    expect(schema.safeParse({ name: 'line-4', values: { ...values, password: 'x' } }).success).toBe(false)
    expect(schema.safeParse({ name: 'line-4', values: { host: 'a:1' } }).success).toBe(false)
    expect(schema.safeParse({ name: 'line-4', values, status: {} }).success).toBe(false)
    expect(schema.safeParse({ name: 'line-4', values: JSON.parse('{"__proto__": "x"}') }).success).toBe(false)
    expect(schema.safeParse({ name: 'line-4', values: { ...values, host: 'a'.repeat(5000) } }).success).toBe(false)
    expect(({} as { password?: string }).password).toBeUndefined()
  })

  it('trims what it hands on', () => {
    const values = completeValues(customMqtt, { ...customMqtt.example.values, host: ' broker.example.net:8883 ' })
    const parsed = endpointSchema(customMqtt, { cluster }).parse({ name: ' line-4 ', values })
    expect(parsed).toMatchObject({ name: 'line-4', values: { host: 'broker.example.net:8883' } })
  })
})

describe('an endpoint that stands already', () => {
  const odd = completeValues(customMqtt, { ...customMqtt.example.values, host: 'broker', protocol: 'Quic' })

  it('is not refused for what it holds', () => {
    expect(paths('Odd.Name', { ...odd, keepAlive: '45' }, odd)).toEqual([])
  })

  it('is refused for what is changed', () => {
    expect(paths('x', { ...odd, host: 'other' }, odd)).toEqual(['values.host'])
    expect(paths('x', { ...odd, method: 'ServiceAccountToken' }, odd)).toEqual(['values.audience'])
  })

  it('is refused for a rule that a change breaks, not for one that was broken before', () => {
    const judged = (values: EndpointValues, base: EndpointValues) =>
      problemsOf(eventGridMqtt, { name: 'x', values, base, cluster: { namespace: 'ns' } }).map(({ path }) => path)
    const values = completeValues(eventGridMqtt, eventGridMqtt.example.values)
    const clear = { ...values, tlsMode: 'Disabled' }
    expect(judged(clear, values)).toEqual(['tlsMode'])
    expect(judged({ ...clear, qos: '0' }, clear)).toEqual([])
  })
})
