import { createSecureContext } from 'node:tls'
import { misconfigured, type NodeError } from './trouble.ts'
import { isWord, type DataflowEndpoint, type MqttSettings } from './types.ts'

/** The objects that an endpoint refers to. Values of Secrets are base64, as the API server gives them. */
export interface Lookup {
  endpoint(name: string): DataflowEndpoint | undefined
  secret(name: string): Record<string, string> | undefined
  configMap(name: string): Record<string, string> | undefined
}

/** How to connect to an endpoint: a pure reading of the endpoint and of what it refers to. Equal plans make equal connections. */
export interface Plan {
  host: string
  port: number
  webSocket: boolean
  tls?: {
    /** PEM; absent: the system's roots, and those that the runtime was started with. */
    ca?: string
    client?: { cert: string; key: string }
  }
  /** A token of the pod's service account for this audience, shown under this name. */
  token?: { method: 'K8S-SAT' | 'OAUTH2-JWT'; audience: string }
  clientIdPrefix: string
  /** Whether the broker forgets the session with the connection: what MQTT 3.1.1 has of a session's expiry. */
  clean: boolean
  keepAliveSeconds: number
  qos: 0 | 1
  keepRetain: boolean
  maxInflight: number
}

/** The local broker's address, which an endpoint without a host means. */
const LOCAL_BROKER = 'aio-broker:18883'
const EVENT_GRID_AUDIENCE = 'https://eventgrid.azure.net'

/** Whether this runtime can dial an endpoint of that type at all. */
export const isSpoken = ({ spec }: DataflowEndpoint): boolean => isWord(spec.endpointType, 'Mqtt')

/** Reads the settings of an MQTT endpoint. Throws a TroubleError that says which of them cannot be used. */
export function planOf({ spec }: DataflowEndpoint, lookup: Lookup): Plan {
  const settings = spec.mqttSettings
  if (!settings) throw misconfigured('SettingsMissing', 'the endpoint has no mqttSettings')
  return {
    ...addressOf(settings.host),
    webSocket: isWord(settings.protocol, 'WebSockets'),
    ...securityOf(settings, lookup),
    clientIdPrefix: settings.clientIdPrefix ?? '',
    clean: settings.sessionExpirySeconds === 0,
    keepAliveSeconds: Math.min(settings.keepAliveSeconds ?? 60, 65_535),
    qos: settings.qos === 0 ? 0 : 1,
    keepRetain: !isWord(settings.retain, 'Never'),
    maxInflight: settings.maxInflightMessages || 100,
  }
}

/** The host as an endpoint of any type shows it. */
export function hostOf({ spec }: DataflowEndpoint): string {
  for (const [name, settings] of Object.entries(spec)) {
    if (!name.endsWith('Settings') || typeof settings !== 'object' || settings === null) continue
    if ('host' in settings && typeof settings.host === 'string') return settings.host
  }
  return isWord(spec.endpointType, 'Mqtt') ? LOCAL_BROKER : ''
}

function addressOf(text = LOCAL_BROKER): { host: string; port: number } {
  const found = /^(.+):(\d{1,5})$/.exec(text.trim())
  const port = Number(found?.[2])
  if (!found?.[1] || port < 1 || port > 65_535)
    throw misconfigured('HostInvalid', `"${text}" is not of the form host:port`)
  return { host: found[1], port }
}

function securityOf(settings: MqttSettings, lookup: Lookup): Pick<Plan, 'tls' | 'token'> {
  const { authentication = {}, tls = {} } = settings
  const secure = !isWord(tls.mode, 'Disabled')
  const ca = secure && tls.trustedCaCertificateConfigMapRef
  const trusted = ca ? { ca: authoritiesOf(ca, lookup) } : {}
  const plain = secure ? { tls: trusted } : {}
  switch (authentication.method?.toLowerCase()) {
    case 'anonymous':
      return plain
    case 'x509certificate': {
      if (!secure) throw misconfigured('TlsDisabled', 'a client certificate cannot be shown while TLS is disabled')
      const client = clientCertificateOf(authentication.x509CertificateSettings?.secretRef, lookup)
      return { tls: { ...trusted, client } }
    }
    case 'serviceaccounttoken': {
      const audience = authentication.serviceAccountTokenSettings?.audience || 'aio-internal'
      return { ...plain, token: { method: 'K8S-SAT', audience } }
    }
    case 'systemassignedmanagedidentity': {
      const audience = authentication.systemAssignedManagedIdentitySettings?.audience || EVENT_GRID_AUDIENCE
      return { ...plain, token: { method: 'OAUTH2-JWT', audience } }
    }
    case 'userassignedmanagedidentity': {
      const scope = authentication.userAssignedManagedIdentitySettings?.scope || `${EVENT_GRID_AUDIENCE}/.default`
      return { ...plain, token: { method: 'OAUTH2-JWT', audience: scope.replace(/\/\.default$/, '') } }
    }
    default:
      throw misconfigured('MethodUnknown', `authentication method "${authentication.method ?? ''}" is not known`)
  }
}

const CERTIFICATE = /-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/

/** All certificates of a ConfigMap, under whatever keys they are. */
function authoritiesOf(name: string, lookup: Lookup): string {
  const data = lookup.configMap(name)
  if (!data) throw misconfigured('ConfigMapMissing', `ConfigMap "${name}" does not exist`)
  const ca = Object.values(data).filter((value) => CERTIFICATE.test(value))
  if (ca.length === 0) throw misconfigured('NoCertificate', `ConfigMap "${name}" holds no PEM certificate`)
  const pem = ca.join('\n')
  usable({ ca: pem }, `ConfigMap "${name}"`)
  return pem
}

/** The keys of the Secret that Microsoft documents for X.509 authentication of MQTT dataflow endpoints. */
function clientCertificateOf(name: string | undefined, lookup: Lookup): { cert: string; key: string } {
  if (!name) throw misconfigured('SecretRefMissing', 'x509CertificateSettings names no Secret')
  const data = lookup.secret(name)
  if (!data) throw misconfigured('SecretMissing', `Secret "${name}" does not exist`)
  const leaf = pemOf(name, data, 'client_cert.pem')
  const key = pemOf(name, data, 'client_key.pem')
  if (/ENCRYPTED/.test(key))
    throw misconfigured('KeyEncrypted', `client_key.pem of Secret "${name}" is encrypted with a passphrase`)
  const more = data['client_intermediate_certs.pem']
  const cert = more ? `${leaf}\n${pemOf(name, data, 'client_intermediate_certs.pem')}` : leaf
  usable({ cert, key }, `Secret "${name}"`)
  return { cert, key }
}

function pemOf(secret: string, data: Record<string, string>, key: string): string {
  const value = data[key]
  if (value === undefined) throw misconfigured('SecretKeyMissing', `Secret "${secret}" has no key ${key}`)
  const text = Buffer.from(value, 'base64').toString('utf8')
  if (!text.includes('-----BEGIN ')) {
    const seems = encodingOf(text)
    throw misconfigured('NotPem', `${key} of Secret "${secret}" is not PEM${seems && `; it looks like ${seems}`}`)
  }
  return text
}

function encodingOf(text: string): string {
  if (text.trim() === '') return 'an empty value'
  if (/^(\s*[0-9a-f]{2})+\s*$/i.test(text)) return 'PEM in hex'
  return Buffer.from(text, 'base64').includes('-----BEGIN ') ? 'PEM in base64 once more' : ''
}

/** Lets OpenSSL read what was found, so that what it refuses is told apart from what a broker refuses. */
function usable(material: { ca?: string; cert?: string; key?: string }, where: string): void {
  try {
    createSecureContext(material)
  } catch (error) {
    const { code, reason, message }: NodeError = error instanceof Error ? error : {}
    if (code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH')
      throw misconfigured('KeyMismatch', `the key in ${where} does not belong to the certificate`)
    throw misconfigured('PemInvalid', `${where} holds PEM that cannot be read: ${reason ?? message ?? code}`)
  }
}

export type ServiceType = 'Local AIO MQTT Broker' | 'Event Grid' | 'Unknown Mqtt Broker'

/** AIO's word for what is behind an address, as its metrics use it ("Metrics for dataflows"). */
export const serviceOf = (host: string): ServiceType =>
  /^aio-broker([.:]|$)/.test(host)
    ? 'Local AIO MQTT Broker'
    : /\.eventgrid\.azure\.net(:|$)/.test(host)
      ? 'Event Grid'
      : 'Unknown Mqtt Broker'
