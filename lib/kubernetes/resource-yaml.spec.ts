import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { defaultEndpoint } from '@/lib/endpoints/default-endpoint'
import { resourceYaml } from './resource-yaml'

const resource = {
  ...defaultEndpoint('azure-iot-operations'),
  status: { level: 'ok' },
  kind: 'DataflowEndpoint',
  apiVersion: 'connectivity.iotoperations.azure.com/v1',
  metadata: {
    name: 'default',
    namespace: 'azure-iot-operations',
    uid: 'u',
    resourceVersion: '12',
    generation: 3,
    creationTimestamp: '2026-11-22T10:00:00Z',
    managedFields: [{ manager: 'kubectl' }],
    labels: { b: '2', a: '1' },
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', note: 'kept' },
  },
}

describe('resourceYaml', () => {
  it('shows what people write, in a stable order', () => {
    expect(resourceYaml(resource)).toBe(`apiVersion: connectivity.iotoperations.azure.com/v1
kind: DataflowEndpoint
metadata:
  name: default
  namespace: azure-iot-operations
  labels:
    a: "1"
    b: "2"
  annotations:
    note: kept
spec:
  endpointType: Mqtt
  mqttSettings:
    host: aio-broker:18883
    authentication:
      method: ServiceAccountToken
      serviceAccountTokenSettings:
        audience: aio-internal
    tls:
      mode: Enabled
      trustedCaCertificateConfigMapRef: azure-iot-operations-aio-ca-trust-bundle
`)
  })

  it('names each part of a dataflow before it tells of it', () => {
    const operations = [
      { destinationSettings: { dataDestination: 'b', endpointRef: 'x' }, operationType: 'Destination' },
    ]
    expect(resourceYaml({ metadata: { name: 'x' }, spec: { operations } })).toContain(`
    - operationType: Destination
      destinationSettings:
        endpointRef: x
        dataDestination: b
`)
  })

  it('does not depend on the order of keys, and keeps every field of the spec', () => {
    const spec = { z: [{ b: 1, a: null }], mqttSettings: { qos: 0, host: 'a:1' }, endpointType: 'Mqtt' }
    const turned = { endpointType: 'Mqtt', mqttSettings: { host: 'a:1', qos: 0 }, z: [{ a: null, b: 1 }] }
    const text = resourceYaml({ metadata: { name: 'x' }, spec })
    expect(resourceYaml({ spec: turned, metadata: { name: 'x' } })).toBe(text)
    expect(parse(text)).toEqual({ metadata: { name: 'x' }, spec })
  })

  it('shows the status when asked', () => {
    expect(resourceYaml(resource)).not.toContain('status')
    expect(resourceYaml(resource, { status: true })).toContain('status:\n  level: ok\n')
  })
})
