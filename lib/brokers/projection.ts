import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { AuthenticationRow, ListenerRow } from './row'

type Part = Record<string, unknown>

const part = (value: unknown): Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

const parts = (value: unknown): Part[] => (Array.isArray(value) ? value.map(part) : [])

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const envelope = ({ metadata }: KubernetesObject) => ({
  name: metadata.name,
  resourceVersion: metadata.resourceVersion ?? '',
})

/**
 * One `BrokerListener` as browsers see it, by "Secure MQTT broker communication using BrokerListener": a service without
 * a name takes the listener's, a port without `tls` is clear text, one without `authenticationRef` lets everyone in.
 */
export const listenerRow = (object: KubernetesObject): ListenerRow => {
  const spec = part(object.spec)
  return {
    ...envelope(object),
    service: text(spec.serviceName) || object.metadata.name,
    ports: parts(spec.ports).flatMap((one) =>
      typeof one.port === 'number'
        ? [
            {
              port: one.port,
              protocol: text(one.protocol).toLowerCase() === 'websockets' ? ('WebSockets' as const) : ('Mqtt' as const),
              tls: Object.keys(part(one.tls)).length > 0,
              ...(text(one.authenticationRef) ? { authentication: text(one.authenticationRef) } : {}),
            },
          ]
        : [],
    ),
  }
}

/** One `BrokerAuthentication` as browsers see it. `Custom` methods are left out: no dataflow can speak them. */
export const authenticationRow = (object: KubernetesObject): AuthenticationRow => {
  const methods = parts(part(object.spec).authenticationMethods)
  const named = (name: string) => methods.filter(({ method }) => text(method).toLowerCase() === name)
  const tokens = named('serviceaccounttoken')
  return {
    ...envelope(object),
    methods: [
      ...(tokens.length > 0 ? (['ServiceAccountToken'] as const) : []),
      ...(named('x509').length > 0 ? (['X509Certificate'] as const) : []),
    ],
    audiences: tokens.flatMap(({ serviceAccountTokenSettings }) => {
      const { audiences } = part(serviceAccountTokenSettings)
      return Array.isArray(audiences) ? audiences.filter((one) => typeof one === 'string') : []
    }),
  }
}
