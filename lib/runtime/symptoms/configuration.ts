import { step, type Symptom } from './define'

/** What keeps a dataflow from even trying: it refers to something that is not there or cannot be used. */
export const configurationSymptoms: readonly Symptom[] = [
  {
    id: 'endpoint-missing',
    says: /\bEndpointMissing\b|no such (dataflow ?)?endpoint|there is no dataflowendpoint/i,
    cause: 'The dataflow names an endpoint that does not exist.',
    steps: [step('Create the endpoint under that name, or let the dataflow name another one.', 'dataflow')],
  },
  {
    id: 'secret-key-missing',
    says: /\bSecretKeyMissing\b|secret\b.{0,260}\b(has no|lacks|missing) key|key .{0,120}not found in secret/i,
    cause: 'The Secret of the endpoint lacks a key that its authentication needs.',
    steps: [step('Add the missing key: MQTT endpoints read client_cert.pem and client_key.pem.', 'secret')],
  },
  {
    id: 'secret-missing',
    says: /\bSecretMissing\b|secrets? "?[^"]{0,253}"? (not found|does not exist)|failed to (get|find|read) secret/i,
    cause: 'The endpoint refers to a Secret that does not exist.',
    steps: [step('See whether the secret sync made it.', 'secret'), step('Choose a Secret that exists.', 'secret')],
  },
  {
    id: 'secret-not-chosen',
    says: /\bSecretRefMissing\b|names no secret|secretRef.{0,40}(required|missing|empty)/i,
    cause: 'The endpoint authenticates with a certificate or password and names no Secret.',
    steps: [step('Choose the Secret.', 'secret')],
  },
  {
    id: 'key-encrypted',
    says: /\bKeyEncrypted\b|encrypted with a passphrase|bad decrypt|interrupted or cancelled|passphrase|ENCRYPTED PRIVATE KEY/i,
    cause: 'The private key is encrypted with a passphrase, and a dataflow has nobody to ask for it.',
    steps: [step('Replace the key by one without a passphrase.', 'secret')],
  },
  {
    id: 'key-mismatch',
    says: /\bKeyMismatch\b|key values mismatch|KEY_VALUES_MISMATCH|key\b.{0,60}does not (belong to|match)|KeyMismatch/i,
    cause: 'The private key does not belong to the client certificate.',
    steps: [step('Store certificate and key of one pair.', 'secret')],
  },
  {
    id: 'not-pem',
    says: /\bNotPem\b|\bPemInvalid\b|no start line|NO_START_LINE|is not PEM|PEM that cannot be read|invalid PEM|bad base64|failed to parse (pem|certificate|private key)/i,
    cause: 'What stands in the Secret or config map is not the PEM text that is expected there.',
    steps: [
      step('Check the client certificate and key; a value may be encoded once too often.', 'secret'),
      step('Check the trusted CA.', 'config-map'),
    ],
  },
  {
    id: 'config-map-missing',
    says: /\bConfigMapMissing\b|config ?map\b.{0,260}(not found|does not exist)/i,
    cause: 'The endpoint trusts a config map that does not exist.',
    steps: [step('Choose a config map that holds the broker’s CA.', 'config-map')],
  },
  {
    id: 'config-map-empty',
    says: /\bNoCertificate\b|holds no PEM certificate|no certificates? found in config ?map/i,
    cause: 'The config map that the endpoint trusts holds no certificate.',
    steps: [step('Choose a config map that holds the broker’s CA in PEM.', 'config-map')],
  },
  {
    id: 'tls-needed',
    says: /\bTlsDisabled\b|client certificate cannot be shown while TLS is disabled/i,
    cause: 'A client certificate is shown over TLS only, and TLS is turned off.',
    steps: [step('Turn TLS on, or choose another method.', 'tlsMode')],
  },
  {
    id: 'method-unknown',
    says: /\bMethodUnknown\b|authentication method .{0,80}(not known|unknown|unsupported|not supported)/i,
    cause: 'The endpoint asks for an authentication method that the dataflow does not know.',
    steps: [step('Choose another authentication method.', 'method')],
  },
  {
    id: 'host-invalid',
    says: /\bHostInvalid\b|not of the form host:port|invalid (host|address|uri|url)\b|relative URL without a base/i,
    cause: 'The host is not of the form name:port.',
    steps: [step('Correct the host.', 'host')],
  },
  {
    id: 'settings-missing',
    says: /\bSettingsMissing\b|has no \w+Settings/i,
    cause: 'The endpoint has no settings for its type.',
    steps: [step('Open the endpoint and save it with a host and a method.', 'host')],
  },
  {
    id: 'topic-missing',
    says: /\bTopicMissing\b|names no topic/i,
    cause: 'The dataflow names no topic on this side.',
    steps: [step('Give the dataflow a topic.', 'dataflow')],
  },
  {
    id: 'topic-filter-as-destination',
    says: /\bTopicInvalid\b|destination cannot be the topic filter/i,
    cause: 'The destination is a topic filter with + or #, and nobody can publish to one.',
    steps: [step('Give the dataflow a plain topic as its destination.', 'dataflow')],
  },
  {
    id: 'consumer-group-missing',
    says: /consumer ?group.{0,60}(required|missing|must|not set)|must define a consumer ?group/i,
    cause: 'A Kafka source needs a consumer group, and the endpoint has none.',
    steps: [step('Name a consumer group in the endpoint.', 'consumerGroup')],
  },
]
