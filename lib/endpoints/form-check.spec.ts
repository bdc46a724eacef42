import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkForm, nameLimit, valueLimit } from './form-check'
import { completeValues } from './form-values'
import { problemsOf } from './problems'
import type { EndpointValues } from './resource-types'
import { customMqtt } from './types/custom-mqtt'
import { eventGridMqtt } from './types/event-grid-mqtt'
import { endpointTypes } from './types/index'
import type { RuleContext } from './types/define'

const cluster: RuleContext = { namespace: 'ns', endpointNames: new Set(['taken']) }

const paths = (name: string, changes: EndpointValues, base?: EndpointValues) => {
  const values = completeValues(customMqtt, { ...customMqtt.example.values, ...changes })
  return checkForm(customMqtt, { name, values }, { cluster, ...(base ? { base } : {}) }).issues.map(({ path }) => path)
}

describe('checkForm', () => {
  it('passes the example', () => {
    expect(paths('line-4', {})).toEqual([])
  })

  it.each([
    ['a host without port', { host: 'broker' }, 'host'],
    ['no host', { host: '' }, 'host'],
    ['a method of no type', { method: 'Sasl' }, 'method'],
    ['no method', { method: '' }, 'method'],
    ['a secret with a key', { secretName: 'a/b' }, 'secretName'],
    ['no secret', { secretName: ' ' }, 'secretName'],
    ['no audience for a token', { method: 'ServiceAccountToken' }, 'audience'],
    ['no audience for an identity', { method: 'SystemAssignedManagedIdentity' }, 'identityAudience'],
    ['QoS 2', { qos: '2' }, 'qos'],
    ['a protocol of no broker', { protocol: 'Quic' }, 'protocol'],
    ['a negative keep alive', { keepAlive: '-1' }, 'keepAlive'],
    ['a keep alive beyond two bytes', { keepAlive: '65536' }, 'keepAlive'],
    ['a session beyond int32', { sessionExpiry: '2147483648' }, 'sessionExpiry'],
    ['a fraction', { maxInflight: '1.5' }, 'maxInflight'],
    ['a config map with a capital', { caConfigMap: 'Ca' }, 'caConfigMap'],
    ['a control character', { clientIdPrefix: 'a\u0007b' }, 'clientIdPrefix'],
    ['a certificate without TLS', { tlsMode: 'Disabled' }, 'tlsMode'],
  ])('refuses %s beside its field', (_, changes, path) => {
    expect(paths('line-4', changes)).toEqual([path])
  })

  it('refuses both IDs of a user assigned identity, and its scope', () => {
    const found = paths('line-4', { method: 'UserAssignedManagedIdentity', clientId: 'plant' })
    expect(found).toEqual(['clientId', 'tenantId', 'scope'])
  })

  it('refuses names that are wrong or taken', () => {
    expect(paths('Line', {})).toEqual(['name'])
    expect(paths('taken', {})).toEqual(['name'])
  })

  it('judges hidden fields no more than they are written', () => {
    expect(paths('line-4', { method: 'Anonymous', secretName: 'a/b', tenantId: 'x' })).toEqual([])
  })

  it('refuses what is longer than any value', () => {
    const values = completeValues(customMqtt, customMqtt.example.values)
    expect(paths('line-4', { clientIdPrefix: 'a'.repeat(valueLimit.max) })).toEqual([])
    expect(paths('line-4', { clientIdPrefix: 'a'.repeat(valueLimit.max + 1) })).toEqual(['clientIdPrefix'])
    const { issues } = checkForm(customMqtt, { name: 'a'.repeat(nameLimit.max + 1), values }, { cluster })
    expect(issues).toContainEqual({ path: 'name', message: nameLimit.message })
  })

  it('trims what it hands on, and hands on the type’s values alone', () => {
    const host = ' broker.example.net:8883 '
    const values = { ...customMqtt.example.values, host, finalizers: 'x' }
    const { form, issues } = checkForm(customMqtt, { name: ' line-4 ', values }, { cluster })
    expect(issues).toEqual([])
    expect(form).toEqual({
      name: 'line-4',
      values: completeValues(customMqtt, { ...customMqtt.example.values, host: host.trim() }),
    })
  })

  it.each(endpointTypes.map((type) => [type.id, type] as const))('judges any text of a %s', (_, type) => {
    const texts = fc.oneof(
      fc.constantFrom('', ' ', 'a/b', '-1', 'a\u0007b', 'broker:8883'),
      fc.string({ maxLength: 12 }),
    )
    const changes = fc.dictionary(fc.constantFrom(...type.fields.map(({ key }) => key)), texts, { maxKeys: 4 })
    fc.assert(
      fc.property(changes, (changed) => {
        const values = completeValues(type, { ...type.example.values, ...changed })
        const { form, issues } = checkForm(type, { name: 'line-4', values }, { cluster })
        expect(new Set([...type.fields.map(({ key }) => key)])).toEqual(new Set(Object.keys(form.values)))
        // What it hands on is judged the same once more.
        expect(checkForm(type, form, { cluster }).issues).toEqual(issues)
      }),
    )
  })
})

describe('an endpoint that stands already', () => {
  const odd = completeValues(customMqtt, { ...customMqtt.example.values, host: 'broker', protocol: 'Quic' })

  it('is not refused for what it holds', () => {
    expect(paths('Odd.Name', { ...odd, keepAlive: '45' }, odd)).toEqual([])
  })

  it('is refused for what is changed', () => {
    expect(paths('x', { ...odd, host: 'other' }, odd)).toEqual(['host'])
    expect(paths('x', { ...odd, method: 'ServiceAccountToken' }, odd)).toEqual(['audience'])
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
