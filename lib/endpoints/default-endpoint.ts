import type { EndpointResource } from './resource-types'

/** The endpoint that every instance is created with, and most dataflows have on one side. */
export const defaultEndpointName = 'default'

/** The config map with the CA of an instance's own broker, as Azure IoT Operations names it. */
export const caBundleName = (namespace: string): string => `${namespace}-aio-ca-trust-bundle`

/**
 * The config map to trust for the local broker: the product's own. Where an instance manages its trust itself and that
 * one is missing, another trust bundle that exists.
 */
export const defaultCaBundle = (namespace: string, caConfigMaps: readonly string[]): string => {
  const own = caBundleName(namespace)
  if (caConfigMaps.includes(own)) return own
  return caConfigMaps.find((name) => name.endsWith('trust-bundle')) ?? own
}

/** `default` exactly as Azure IoT Operations creates it ("Configure MQTT data flow endpoints"). */
export const defaultEndpoint = (namespace: string, caConfigMaps: readonly string[] = []): EndpointResource => ({
  metadata: { name: defaultEndpointName },
  spec: {
    endpointType: 'Mqtt',
    mqttSettings: {
      host: 'aio-broker:18883',
      authentication: {
        method: 'ServiceAccountToken',
        serviceAccountTokenSettings: { audience: 'aio-internal' },
      },
      tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: defaultCaBundle(namespace, caConfigMaps) },
    },
  },
})
