/**
 * What a Secret holds that an endpoint signs in with: which parts, under which keys, and of which type the Secret is.
 * Grounds: "Configure MQTT data flow endpoints" (X.509), "Configure Azure Event Hubs and Kafka data flow endpoints" (SASL),
 * "Configure data flow endpoints for Azure Data Lake Storage Gen2" (access token), "Configure OpenTelemetry data flow
 * endpoints" (X.509, which differs from MQTT's).
 */
export const credentials = {
  'client-certificate': {
    secretType: 'Opaque',
    parts: [
      { name: 'certificate', targetKey: 'client_cert.pem', required: true },
      { name: 'key', targetKey: 'client_key.pem', required: true },
      { name: 'intermediates', targetKey: 'client_intermediate_certs.pem', required: false },
    ],
  },
  'tls-certificate': {
    secretType: 'kubernetes.io/tls',
    parts: [
      { name: 'certificate', targetKey: 'tls.crt', required: true },
      { name: 'key', targetKey: 'tls.key', required: true },
    ],
  },
  login: {
    secretType: 'Opaque',
    parts: [
      { name: 'username', targetKey: 'username', required: true },
      { name: 'password', targetKey: 'password', required: true },
    ],
  },
  'access-token': {
    secretType: 'Opaque',
    parts: [{ name: 'token', targetKey: 'accessToken', required: true }],
  },
} as const satisfies Record<string, Shape>

export type CredentialPart = 'certificate' | 'key' | 'intermediates' | 'username' | 'password' | 'token'

type Shape = {
  secretType: 'Opaque' | 'kubernetes.io/tls'
  parts: readonly { name: CredentialPart; targetKey: string; required: boolean }[]
}

export type Credential = keyof typeof credentials

export type SecretType = Shape['secretType']

export const partsOf = (credential: Credential): Shape['parts'] => credentials[credential].parts

/** Under which key a part stands. Asked only for parts that the credential has. */
export const targetKeyOf = (credential: Credential, name: CredentialPart): string => {
  const part = partsOf(credential).find((one) => one.name === name)
  if (!part) throw new RangeError(`${credential} has no ${name}`)
  return part.targetKey
}

/** The keys without which a connection fails. */
export const requiredKeys = (credential: Credential): string[] =>
  partsOf(credential)
    .filter(({ required }) => required)
    .map(({ targetKey }) => targetKey)

/** The part that a key of a Secret is, or nothing for keys that no endpoint reads. */
export const partOfKey = (targetKey: string): CredentialPart | undefined =>
  (Object.keys(credentials) as Credential[])
    .flatMap((credential) => partsOf(credential))
    .find((part) => part.targetKey === targetKey)?.name
