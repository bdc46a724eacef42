import { describe, expect, it } from 'vitest'
import { fieldAt, withFormFields } from './resource-issues'
import { customMqtt } from './types/custom-mqtt'

describe('fieldAt', () => {
  it.each([
    ['spec.mqttSettings.qos', 'qos'],
    ['spec.mqttSettings.host', 'host'],
    ['spec.mqttSettings.tls.trustedCaCertificateConfigMapRef', 'caConfigMap'],
    ['spec.mqttSettings.authentication.x509CertificateSettings.secretRef', 'secretName'],
    ['spec.mqttSettings.authentication', 'method'],
    ['spec.mqttSettings.tls', 'tlsMode'],
    ['spec.mqttSettings.authentication.x509CertificateSettings', 'secretName'],
    ['spec.mqttSettings.keepAliveSeconds[0]', 'keepAlive'],
    ['metadata.name', 'name'],
    ['spec', undefined],
    ['spec.mqttSettings', undefined],
    ['spec.mqttSettings.futureField', undefined],
    ['spec.endpointType', undefined],
    ['qos', undefined],
    ['', undefined],
  ])('%s belongs to %s', (path, key) => {
    expect(fieldAt(customMqtt, path)).toBe(key)
  })
})

describe('withFormFields', () => {
  it('moves messages to their fields and keeps those that have none', () => {
    const failure = withFormFields(customMqtt, {
      code: 'invalid',
      message: 'm',
      issues: [
        { path: 'spec.mqttSettings.qos', message: 'must be at most 1' },
        { path: 'spec.hostType', message: 'unknown field' },
      ],
    })
    expect(failure.issues?.map(({ path }) => path)).toEqual(['qos', 'spec.hostType'])
    expect(withFormFields(customMqtt, { code: 'timeout', message: 'm' })).toEqual({ code: 'timeout', message: 'm' })
  })
})
