import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Side } from './bridge'
import { diagnosis, type DoctorFacts, symptomIn, symptoms } from './doctor'
import { knownReasonCodes } from './reasons'
import { type StateName, worstFirst } from './state'

const side = (part: Partial<Side> = {}): Side => ({
  endpoint: 'partner-hq',
  topics: ['plant'],
  state: 'disconnected',
  source: 'report',
  reportedAt: 1,
  ...part,
})

const facts: DoctorFacts = {
  dataflow: 'uplink',
  profile: 'wide',
  endpoint: { name: 'partner-hq', host: 'hq.example.net:8883', secrets: ['uplink-x509'], caConfigMap: 'parent-ca' },
}

const said = (message: string, code = 'DataflowMqttTargetConnectionFailed') =>
  diagnosis(side({ reason: { code, text: 'Cannot connect.', message } }), 'destination', facts)

/** Every row, in the words of those who say it: the sandbox’s and OpenSSL’s, Node’s, Rust’s, brokers’, Microsoft Entra’s. */
const words: [string, string[]][] = [
  ['endpoint-missing', ['CONFIG EndpointMissing: there is no DataflowEndpoint "x"']],
  ['secret-key-missing', ['CONFIG SecretKeyMissing: Secret "s" has no key client_key.pem']],
  ['secret-missing', ['CONFIG SecretMissing: Secret "s" does not exist', 'secrets "s" not found']],
  ['secret-not-chosen', ['CONFIG SecretRefMissing: x509CertificateSettings names no Secret']],
  [
    'key-encrypted',
    ['CONFIG KeyEncrypted: client_key.pem of Secret "s" is encrypted with a passphrase', 'bad decrypt'],
  ],
  [
    'key-mismatch',
    ['CONFIG KeyMismatch: the key does not belong to the certificate', 'X509_check_private_key:key values mismatch'],
  ],
  [
    'not-pem',
    ['CONFIG NotPem: client_cert.pem of Secret "s" is not PEM; it looks like hex', 'PEM routines::no start line'],
  ],
  ['config-map-missing', ['CONFIG ConfigMapMissing: ConfigMap "ca" does not exist', 'configmap "ca" not found']],
  ['config-map-empty', ['CONFIG NoCertificate: ConfigMap "ca" holds no PEM certificate']],
  ['tls-needed', ['CONFIG TlsDisabled: a client certificate cannot be shown while TLS is disabled']],
  ['method-unknown', ['CONFIG MethodUnknown: authentication method "Sso" is not known']],
  ['host-invalid', ['CONFIG HostInvalid: "x" is not of the form host:port']],
  ['settings-missing', ['CONFIG SettingsMissing: the endpoint has no mqttSettings']],
  ['topic-missing', ['CONFIG TopicMissing: the dataflow names no topic on this side']],
  ['topic-filter-as-destination', ['CONFIG TopicInvalid: a destination cannot be the topic filter "a/#"']],
  ['consumer-group-missing', ['Kafka source endpoints must define a consumer group']],

  ['token-refused', ['TOKEN 403: the API server refuses']],
  ['token-account-missing', ['TOKEN 404: no such account', 'serviceaccounts "aio-dataflow" not found']],
  [
    'token-unreachable',
    ['TOKEN UNREACHABLE: the API server cannot be asked for a token', 'TOKEN ECONNREFUSED: x', 'TOKEN 503: x'],
  ],
  ['AADSTS700213', ['AADSTS700213: No matching federated identity record found', 'AADSTS70021: x']],
  ['AADSTS700016', ["AADSTS700016: Application with identifier 'x' was not found in the directory"]],
  ['AADSTS90002', ["AADSTS90002: Tenant 'x' not found."]],
  ['AADSTS500011', ['AADSTS500011: The resource principal named x was not found']],
  ['AADSTS', ['AADSTS53003: Access has been blocked by Conditional Access policies']],
  ['identity-unavailable', ['ManagedIdentityCredential: no response from IMDS']],
  ['token-audience', ['SecurityTokenInvalidAudienceException: invalid audience', 'the audience does not match']],
  ['token-expired', ['the token has expired', 'jwt expired', 'ExpiredSignature']],

  [
    'alert-unknown-ca',
    [
      'TLS ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: tlsv1 alert unknown ca',
      'received fatal alert: UnknownCA',
      'SSL alert number 48',
    ],
  ],
  [
    'alert-certificate-expired',
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'received fatal alert: CertificateExpired'],
  ],
  [
    'alert-certificate-revoked',
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED', 'received fatal alert: CertificateRevoked'],
  ],
  [
    'alert-certificate-required',
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'received fatal alert: CertificateRequired', 'alert number 116'],
  ],
  [
    'alert-bad-certificate',
    [
      'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
      'received fatal alert: BadCertificate',
      'sslv3 alert unsupported certificate',
    ],
  ],
  [
    'alert-certificate-unknown',
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', 'received fatal alert: CertificateUnknown'],
  ],
  ['alert-access-denied', ['tlsv1 alert access denied', 'received fatal alert: AccessDenied']],
  ['alert-decrypt-error', ['tlsv1 alert decrypt error', 'AlertReceived(DecryptError)']],
  [
    'alert-protocol-version',
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'received fatal alert: ProtocolVersion', 'unsupported protocol version'],
  ],
  ['alert-unrecognized-name', ['tlsv1 unrecognized name: alert number 112', 'received fatal alert: UnrecognisedName']],
  [
    'alert-handshake-failure',
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'received fatal alert: HandshakeFailure', 'alert number 40'],
  ],
  ['alert-no-application-protocol', ['tlsv1 alert no application protocol', 'alert number 120']],
  ['alert-other', ['tlsv1 alert internal error', 'received fatal alert: UserCanceled', 'SSL alert number 90']],
  ['server-expired', ['TLS CERT_HAS_EXPIRED: certificate has expired', 'invalid peer certificate: Expired']],
  ['server-not-yet-valid', ['CERT_NOT_YET_VALID', 'invalid peer certificate: NotValidYet']],
  [
    'server-name',
    [
      'ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate’s altnames',
      'invalid peer certificate: NotValidForName',
    ],
  ],
  ['server-revoked', ['CERT_REVOKED', 'invalid peer certificate: Revoked']],
  ['server-self-signed', ['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate']],
  [
    'server-untrusted',
    [
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE: unable to verify the first certificate',
      'invalid peer certificate: UnknownIssuer',
      'x509: certificate signed by unknown authority',
    ],
  ],
  [
    'not-tls',
    ['ERR_SSL_WRONG_VERSION_NUMBER: wrong version number', 'received corrupt message of type InvalidContentType'],
  ],
  [
    'cut-in-handshake',
    [
      'TLS ECONNRESET: the connection was cut during the TLS handshake',
      'Client network socket disconnected before secure TLS connection was established',
    ],
  ],

  [
    'CONNACK unsupported protocol version',
    ['MQTT CONNACK 1: x', 'CONNACK reason code 0x84', 'Connection refused: Unacceptable protocol version'],
  ],
  ['CONNACK client identifier', ['MQTT CONNACK 2: x', 'CONNACK 133', 'Connection refused: Identifier rejected']],
  [
    'CONNACK server unavailable',
    [
      'MQTT CONNACK 3: x',
      'connack return code: 3',
      'Connection refused: Server unavailable',
      'CONNACK failed with reason ServerUnavailable',
    ],
  ],
  [
    'CONNACK bad user name or password',
    ['MQTT CONNACK 4: x', 'CONNACK (134)', 'Connection refused: Bad username or password'],
  ],
  [
    'CONNACK not authorized',
    [
      'MQTT CONNACK 5: the broker does not authorise this client',
      'CONNACK rc=5',
      'connack reason code 0x87',
      'Connection refused: Not authorized',
    ],
  ],
  ['CONNACK server busy', ['CONNACK 137', 'ServerBusy']],
  ['CONNACK banned', ['CONNACK 0x8A', 'Banned']],
  ['CONNACK bad authentication method', ['CONNACK 140', 'BadAuthenticationMethod']],
  ['CONNACK quota exceeded', ['CONNACK reason code 0x97', 'CONNACK 151']],
  ['CONNACK connection rate exceeded', ['CONNACK 159', 'ConnectionRateExceeded']],
  ['CONNACK use another server', ['CONNACK 156', 'CONNACK 0x9d', 'ServerMoved']],
  ['CONNACK retain not supported', ['PUBACK 154', 'DISCONNECT reason code 0x9A', 'RetainNotSupported']],
  ['CONNACK QoS not supported', ['CONNACK 155', 'QoSNotSupported']],
  ['CONNACK packet too large', ['PUBACK 149', 'Packet too large']],
  ['CONNACK malformed or refused', ['CONNACK 128', 'CONNACK 0x82', 'CONNACK 131']],
  ['SUBACK not authorized', ['SUBACK 135', 'suback reason code 0x87']],
  ['SUBACK topic filter invalid', ['SUBACK 0x8f', 'TopicFilterInvalid']],
  ['SUBACK quota exceeded', ['SUBACK 151']],
  ['SUBACK shared subscriptions not supported', ['SUBACK 158', 'Shared subscriptions not supported']],
  ['SUBACK wildcards not supported', ['SUBACK 162', 'WildcardSubscriptionsNotSupported']],
  ['SUBACK refused', ['MQTT SUBACK 128: the broker refuses the subscription', 'SUBACK [128]', 'subscription denied']],
  ['AllBrokersDown', ['Global error: AllBrokersDown (Local: All broker connections are down)']],
  ['SASL', ['SASL authentication error: Authentication failed']],
  ['UnknownTopic', ['Broker: Unknown topic or partition']],
  ['DISCONNECT session taken over', ['DISCONNECT 142', 'SessionTakenOver']],
  ['DISCONNECT keep alive timeout', ['DISCONNECT 0x8d', 'Keepalive timeout']],
  ['DISCONNECT receive maximum exceeded', ['DISCONNECT 147', 'ReceiveMaximumExceeded']],
  ['DISCONNECT server shutting down', ['DISCONNECT 139', 'ServerShuttingDown']],
  ['DISCONNECT administrative action', ['DISCONNECT 152', 'AdministrativeAction']],
  ['PUBACK not authorized', ['PUBACK 135', 'publish to "a" not authorized']],
  ['PUBACK quota exceeded', ['PUBACK 151', 'QuotaExceeded']],
  ['not authorized', ['NotAuthorized', 'the broker does not authorise this client']],
  ['MQTT no answer', ['MQTT TIMEOUT: the broker does not answer', 'MQTT TIMEOUT: the broker stopped answering']],
  ['MQTT closed', ['MQTT CLOSED: the broker closed the connection', 'Connection closed']],

  [
    'KafkaTopicAuthorization',
    ['Broker: Topic authorization failed', 'GroupAuthorizationFailed (Broker: Group authorization failed)'],
  ],
  ['KafkaMessageTooLarge', ['Broker: Message size too large', 'MessageSizeTooLarge']],
  ['KafkaCompression', ['UnsupportedCompressionType: the requesting client does not support the compression type']],
  [
    'StoragePermission',
    ['403 AuthorizationPermissionMismatch: This request is not authorized to perform this operation'],
  ],
  [
    'StorageToken',
    [
      'AuthenticationFailed: Server failed to authenticate the request.',
      'Signature not valid in the specified time frame: Start - Expiry',
      'Signature did not match. String to sign used was x',
    ],
  ],
  ['StorageContainer', ['404 ContainerNotFound: The specified container does not exist.']],
  ['StorageFirewall', ['403 AuthorizationFailure: This request is not authorized to perform this operation.']],
  [
    'ExplorerPermission',
    ["Forbidden (403-Forbidden): Principal 'aadapp=x' is not authorized to perform operation 'Ingest'"],
  ],
  ['ExplorerTable', ["BadRequest_EntityNotFound: Entity ID 'x' was not found", "Table 'quality' could not be found"]],
  ['ExplorerDatabase', ["Database 'plant07' could not be found", 'BadRequest_DatabaseNotExist']],
  ['ExplorerStreaming', ['BadRequest_StreamingIngestionPolicyNotEnabled', 'Streaming ingestion policy is not enabled']],
  ['FabricMissing', ['404 WorkspaceNotFound', 'the lakehouse "quality" does not exist']],
  ['CollectorUnauthenticated', ['status: Unauthenticated, message: "no token"', '16 UNAUTHENTICATED: x']],
  ['CollectorUnimplemented', ['code: "unimplemented"', '12 UNIMPLEMENTED: unknown service']],
  ['VolumeClaimMissing', ['persistentvolumeclaim "edge-archive" not found']],
  ['VolumeFull', ['No space left on device (os error 28)', 'ENOSPC: x']],

  [
    'ENOTFOUND',
    [
      'DNS ENOTFOUND: the host name is not known',
      'failed to lookup address information: Name or service not known',
      'no such host',
    ],
  ],
  ['EAI_AGAIN', ['DNS EAI_AGAIN: the name server does not answer', 'Temporary failure in name resolution']],
  ['ECONNREFUSED', ['TCP ECONNREFUSED: nothing listens there', 'Connection refused (os error 111)']],
  ['ETIMEDOUT', ['TCP ETIMEDOUT: no answer in time', 'connection timed out', 'deadline has elapsed']],
  ['EHOSTUNREACH', ['TCP EHOSTUNREACH: there is no way to the host', 'No route to host (os error 113)']],
  ['ECONNRESET', ['TCP ECONNRESET: the connection was cut', 'Connection reset by peer (os error 104)']],
  ['websocket-unauthorised', ['WEBSOCKET 401: x', 'Unexpected server response: 403']],
  ['websocket-path', ['WEBSOCKET 404: x', 'Unexpected server response: 404']],
  ['websocket-refused', ['WEBSOCKET 502: x', 'Unexpected server response: 200']],
]

describe('the tables of symptoms', () => {
  it.each(words)('%s', (id, messages) => {
    for (const message of messages) expect(symptomIn(message)?.id, message).toBe(id)
  })

  it('have words for every row, and each row a name of its own', () => {
    const ids = symptoms.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(words.map(([id]) => id).sort()).toEqual([...ids].sort())
  })

  it('say what it is in one sentence, and what to do', () => {
    for (const { id, cause, steps } of symptoms) {
      expect(cause, id).toMatch(/^[A-Z].*\.$/)
      expect(steps.length, id).toBeGreaterThan(0)
    }
  })

  it.each(['CONNACK 50', 'CONNACK 0x851', 'CONNACK 1.5', 'reconnack 5', 'it is 5 o’clock', ''])(
    'find nothing in “%s”',
    (message) => expect(symptomIn(message)).toBeUndefined(),
  )

  it('take names of things for no words', () => {
    expect(symptomIn('source endpoint "banned" (banned.example.net:1883): it broke')?.id).toBe('CONNACK banned')
    expect(symptomIn('source endpoint "banned" (banned.example.net:1883): it broke', ['banned'])).toBeUndefined()
  })

  it('are quick with whatever a message holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1_000 }), (message) => {
        symptomIn(message)
      }),
    )
    const started = performance.now()
    for (const long of [
      'a '.repeat(500),
      'secret '.repeat(140),
      'connack '.repeat(125),
      'publish sasl key '.repeat(60),
    ])
      symptomIn(long)
    expect(performance.now() - started).toBeLessThan(5_000)
  }, 30_000)
})

describe('diagnosis', () => {
  it('goes from cause over proof to what to do, with a way there', () => {
    expect(said('target endpoint "partner-hq" (hq.example.net:8883): TLS UNABLE_TO_VERIFY_LEAF_SIGNATURE: x')).toEqual({
      cause: 'The endpoint does not trust the CA that issued the broker’s certificate.',
      proof: [
        { label: 'Reason code', text: 'DataflowMqttTargetConnectionFailed' },
        {
          label: 'Message',
          text: 'target endpoint "partner-hq" (hq.example.net:8883): TLS UNABLE_TO_VERIFY_LEAF_SIGNATURE: x',
        },
      ],
      actions: [
        {
          text: 'Choose the config map with the CA that issued the broker’s certificate.',
          target: { kind: 'config-map', name: 'parent-ca' },
        },
        { text: 'Check that the broker sends its intermediate certificates.' },
      ],
      from: 'message',
      symptom: 'server-untrusted',
    })
  })

  it('leads to the secret, or to the field where one is chosen', () => {
    const message = 'TLS ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED'
    expect(said(message)?.actions[0]?.target).toEqual({ kind: 'secret', name: 'uplink-x509' })
    const reason = { text: '', message }
    const bare = diagnosis(side({ reason }), 'destination', { dataflow: 'uplink', profile: 'wide' })
    expect(bare?.actions[0]?.target).toEqual({ kind: 'endpoint-field', endpoint: 'partner-hq', field: 'secretName' })
  })

  it('leads nowhere on a side that names no endpoint', () => {
    const reason = { text: '', message: 'DNS ENOTFOUND: x' }
    const card = diagnosis(side({ endpoint: '', reason }), 'source', { dataflow: 'uplink', profile: 'wide' })
    expect(card?.actions.every(({ target }) => target === undefined)).toBe(true)
  })

  it('says as much as the code does when the message says nothing known', () => {
    const card = said('entirely new words')
    expect(card).toMatchObject({ from: 'code', cause: 'Cannot connect.' })
    expect(card?.actions[0]?.target).toEqual({ kind: 'endpoint-field', endpoint: 'partner-hq', field: 'host' })
  })

  it('says that it knows nothing when it does', () => {
    const card = said('entirely new words', 'BrandNew')
    expect(card).toMatchObject({ from: 'none', actions: [{ target: { kind: 'pods', profile: 'wide' } }] })
    expect(card).not.toHaveProperty('symptom')
  })

  it.each(knownReasonCodes)('has something to do for %s', (code) => {
    const card = diagnosis(side({ reason: { code, text: 'x' } }), 'source', facts)
    expect(card).toMatchObject({ from: 'code' })
    expect(card?.actions.length).toBeGreaterThan(0)
  })

  it.each([
    ['DataflowAdxTargetAuthenticationFailed', 'ingestor of the database'],
    ['DataflowObjectStoreTargetAuthenticationFailed', 'access token has not ended'],
    ['DataflowDeltaLakeTargetAuthenticationFailed', 'contribute to the workspace'],
    ['DataflowKafkaSourceConnectionFailed', 'Check host and port.'],
    ['DataflowKafkaTargetSendFailed', 'topic exists'],
    ['DataflowOtelTargetSendFailed', 'a collector listens there'],
    ['DataflowOtelTargetConfigurationError', 'Check the endpoint’s settings.'],
    ['DataflowDeltaLakeTargetConnectionTimeout', 'Check host and port.'],
  ])('knows what %s asks of that service', (code, words) => {
    expect(diagnosis(side({ reason: { code, text: 'x' } }), 'destination', facts)?.actions[0]?.text).toContain(words)
  })

  it('explains why pods are down', () => {
    const reason = { text: 'The pod is not ready.', code: 'CrashLoopBackOff', message: 'exec: argument list too long' }
    const card = diagnosis(side({ state: 'pods-down', source: 'pods', reason }), 'source', facts)
    expect(card?.cause).toMatch(/too many dataflows/)
    expect(card?.actions.some(({ text }) => text.includes('another profile'))).toBe(true)
    expect(diagnosis(side({ state: 'pods-down', reason: { ...reason, message: '' } }), 'source', facts)?.cause).toMatch(
      /crashes again and again/,
    )
  })

  it('sends nobody to the pods of a profile that there is not', () => {
    const reason = { text: 'There is no profile “x”.' }
    const card = diagnosis(side({ state: 'pods-down', source: 'spec', reason }), 'source', facts)
    expect(card?.actions.map(({ target }) => target?.kind)).toEqual(['dataflow'])
  })

  it('has a card for every unhealthy state and none for the others', () => {
    const none: StateName[] = ['connected', 'paused', 'waiting', 'not-in-use']
    for (const state of worstFirst) {
      const card = diagnosis(side({ state }), 'source', facts)
      if (none.includes(state)) expect(card, state).toBeUndefined()
      else {
        expect(card?.cause, state).toBeTruthy()
        expect(card?.actions.length, state).toBeGreaterThan(0)
      }
    }
  })
})
