import { describe, expect, it } from 'vitest'
import {
  completeValues,
  differingFields,
  effectiveValues,
  initialValues,
  secretOf,
  startingValues,
  valuesOf,
  visibleFields,
} from './form-values'
import { customKafka } from './types/custom-kafka'
import { eventHubs } from './types/event-hubs'
import { customMqtt } from './types/custom-mqtt'
import { eventGridMqtt } from './types/event-grid-mqtt'
import { localMqtt } from './types/local-mqtt'

const keys = (fields: readonly { key: string }[]) => fields.map(({ key }) => key)

describe('valuesOf', () => {
  it('reads enums in any letter case, and numbers as text', () => {
    const values = valuesOf(localMqtt, {
      endpointType: 'mqtt',
      mqttSettings: {
        authentication: { method: 'serviceaccounttoken' },
        tls: { mode: 'disabled' },
        qos: 0,
        retain: 'NEVER',
        keepAliveSeconds: 0,
      },
    })
    expect(values).toMatchObject({
      method: 'ServiceAccountToken',
      tlsMode: 'Disabled',
      qos: '0',
      retain: 'Never',
      keepAlive: '0',
      host: '',
    })
  })

  it('is total: odd shapes are not set, unknown words stay', () => {
    const odd = {
      endpointType: 'Mqtt',
      mqttSettings: { host: { a: 1 }, authentication: 'x', tls: null, protocol: 'Quic' },
    }
    expect(valuesOf(localMqtt, odd)).toMatchObject({ host: '', method: '', tlsMode: '', protocol: 'Quic' })
    expect(valuesOf(localMqtt, {})).toEqual(completeValues(localMqtt))
  })
})

describe('initialValues', () => {
  const cluster = { namespace: 'plant', caConfigMaps: ['plant-aio-ca-trust-bundle', 'other'] }
  const set = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))

  it('starts the local form on the default listener and the instance’s own CA', () => {
    expect(set(initialValues(localMqtt, cluster))).toEqual({
      host: 'aio-broker:18883',
      method: 'ServiceAccountToken',
      audience: 'aio-internal',
      caConfigMap: 'plant-aio-ca-trust-bundle',
    })
  })

  it('starts the others with their first method alone', () => {
    expect(set(initialValues(eventGridMqtt, cluster))).toEqual({ method: 'SystemAssignedManagedIdentity' })
    expect(set(initialValues(customMqtt, cluster))).toEqual({ method: 'ServiceAccountToken' })
  })
})

describe('startingValues', () => {
  const cluster = { namespace: 'plant', caConfigMaps: [] }

  it('are those of a new form for the method that is chosen, where nothing stands yet', () => {
    expect(startingValues(eventHubs, { method: 'Sasl' }, cluster)).toEqual({ saslType: 'Plain' })
    expect(startingValues(eventHubs, { method: 'Sasl', saslType: 'Other' }, cluster)).toEqual({})
    expect(startingValues(eventHubs, { method: 'SystemAssignedManagedIdentity' }, cluster)).toEqual({})
    expect(startingValues(localMqtt, { method: 'ServiceAccountToken', caConfigMap: '' }, cluster)).toEqual({
      audience: 'aio-internal',
    })
  })
})

describe('secretOf', () => {
  it('follows the method, with what the Secret is to hold', () => {
    const secret = (method: string) => secretOf(customKafka, { method, secretName: 'tls', loginSecret: 'login' })
    expect(secret('Sasl')).toMatchObject({ name: 'login', credential: 'login' })
    expect(secret('X509Certificate')).toMatchObject({ name: 'tls', credential: 'client-certificate' })
    expect(secret('Anonymous')).toBeUndefined()
    expect(secretOf(eventHubs, { method: 'Sasl' })?.proposals).toEqual({ username: '$ConnectionString' })
  })
})

describe('visibleFields', () => {
  const shown = (method: string) => keys(visibleFields(customMqtt, { method }))

  it('follows the method', () => {
    expect(shown('X509Certificate')).toContain('secretName')
    expect(shown('X509Certificate')).not.toContain('audience')
    expect(shown('UserAssignedManagedIdentity')).toEqual(expect.arrayContaining(['clientId', 'tenantId', 'scope']))
    expect(shown('SystemAssignedManagedIdentity')).toContain('identityAudience')
    expect(shown('Anonymous')).not.toEqual(expect.arrayContaining(['secretName']))
  })

  it('hides the CA while TLS is off; not set is on', () => {
    expect(keys(visibleFields(localMqtt, {}))).toContain('caConfigMap')
    expect(keys(visibleFields(localMqtt, { tlsMode: 'Disabled' }))).not.toContain('caConfigMap')
  })
})

describe('effectiveValues and differingFields', () => {
  it('fill in defaults and leave hidden fields empty', () => {
    const effective = effectiveValues(eventGridMqtt, { method: 'X509Certificate', identityAudience: 'x', qos: '0' })
    expect(effective).toMatchObject({ qos: '0', keepAlive: '60', tlsMode: 'Enabled', identityAudience: '', scope: '' })
  })

  it('count a pinned default as no difference, and zero as one', () => {
    const values = { method: 'SystemAssignedManagedIdentity', keepAlive: '60', qos: '0', retain: 'Never' }
    expect(keys(differingFields(eventGridMqtt, values).filter(({ tab }) => tab === 'advanced'))).toEqual([
      'qos',
      'retain',
    ])
  })
})
