import { step, type Symptom } from './define'

const account = step('Check the host: it names the account.', 'host')
const token = step('Renew the access token: a shared access signature ends on its day.', 'secret')

/** What Kafka brokers say beside what they share with other brokers: librdkafka's and Apache Kafka's names of error codes. */
const kafka: readonly Symptom[] = [
  {
    id: 'KafkaTopicAuthorization',
    says: /(Topic|Group|Cluster)_?AuthorizationFailed|(topic|group|cluster) authorization failed|(TOPIC|GROUP|CLUSTER)_AUTHORIZATION_FAILED/i,
    cause: 'The Kafka broker knows the client and does not let it use the topic or the consumer group.',
    steps: [
      step(
        'Grant the right; on Event Hubs these are the roles Azure Event Hubs Data Receiver for a source and Azure Event Hubs Data Sender for a destination.',
      ),
      step('Check the topic.', 'dataflow'),
    ],
  },
  {
    id: 'KafkaMessageTooLarge',
    says: /MessageSizeTooLarge|MSG_SIZE_TOO_LARGE|RecordTooLarge|message size too large/i,
    cause: 'A message, or a batch of them, is larger than the Kafka broker takes.',
    steps: [
      step('Lower the bytes of a batch in the endpoint, or raise the limit of the topic.', 'batchBytes'),
      step('See which messages the dataflow sends.', 'dataflow'),
    ],
  },
  {
    id: 'KafkaCompression',
    says: /UnsupportedCompressionType|UNSUPPORTED_COMPRESSION|unsupported compression/i,
    cause: 'The broker does not take messages that are compressed like this.',
    steps: [
      step('Choose another compression; Event Hubs takes Gzip only, and that on its larger tiers.', 'compression'),
    ],
  },
]

/** Error codes of the Blob service REST API. */
const storage: readonly Symptom[] = [
  {
    id: 'StoragePermission',
    says: /AuthorizationPermissionMismatch|InsufficientAccountPermissions|AuthorizationResourceTypeMismatch|AuthorizationServiceMismatch/i,
    cause: 'The storage account knows who asks and does not let them write.',
    steps: [
      step(
        'Give the identity the role Storage Blob Data Contributor, or the access token the rights to create and write.',
      ),
      step('Check the authentication method.', 'method'),
    ],
  },
  {
    id: 'StorageToken',
    says: /signature (did not match|not valid in the specified time frame)|signature fields? not well formed|server failed to authenticate the request|SAS token.{0,40}(expired|invalid)/i,
    cause: 'The storage account does not accept the access token: it has ended, or was made for something else.',
    steps: [token, account],
  },
  {
    id: 'StorageContainer',
    says: /\b(Container|Filesystem)NotFound\b|specified (container|filesystem) does not exist/i,
    cause: 'The container that the dataflow writes to does not exist.',
    steps: [step('Check the name of the container, or make one of this name.', 'dataflow'), account],
  },
  {
    id: 'StorageFirewall',
    says: /AuthorizationSourceIPMismatch|IpAuthorizationError|\bAuthorizationFailure\b/i,
    cause: 'The firewall of the storage account does not let the cluster in.',
    steps: [step('Let the address of the cluster through in the storage account’s network settings.')],
  },
]

/** What Azure Data Explorer and Microsoft Fabric say of what is written to. */
const analytics: readonly Symptom[] = [
  {
    id: 'ExplorerPermission',
    says: /Forbidden.{0,20}\bprincipal\b|\bprincipal\b.{0,160}not authorized to|ForbiddenToAccessDatabase|UnauthorizedDatabaseAccess/i,
    cause: 'Azure Data Explorer knows the identity and does not let it write into the database.',
    steps: [step('Make the identity an ingestor of the database.'), step('Check the authentication method.', 'method')],
  },
  {
    id: 'ExplorerTable',
    says: /BadRequest_(TableNotExist|EntityNotFound)|\b(table|entity) .{0,100}(could not be found|was not found|does not exist)/i,
    cause: 'The table that the dataflow writes to does not exist.',
    steps: [step('Check the name of the table, or make one with the columns of the schema.', 'dataflow')],
  },
  {
    id: 'ExplorerDatabase',
    says: /BadRequest_DatabaseNotExist|\bdatabase .{0,100}(could not be found|was not found|does not exist)/i,
    cause: 'The database does not exist in that cluster of Azure Data Explorer.',
    steps: [step('Check the host and the database of the endpoint.', 'database')],
  },
  {
    id: 'ExplorerStreaming',
    says: /StreamingIngestionPolicyNotEnabled|streaming ?ingestion.{0,60}(not enabled|disabled)/i,
    cause: 'The table does not take data as a stream.',
    steps: [step('Turn streaming ingestion on, for the cluster and for the table.')],
  },
  {
    id: 'FabricMissing',
    says: /\b(Workspace|Lakehouse|Artifact)NotFound\b|\b(workspace|lakehouse) .{0,100}(could not be found|was not found|does not exist)/i,
    cause: 'Microsoft Fabric has no such workspace or lakehouse, or does not show it to this identity.',
    steps: [
      step('Check the names of workspace and lakehouse in the endpoint.', 'workspace'),
      step('Let the identity contribute to the workspace.'),
    ],
  },
]

/** gRPC status codes, by which collectors of OpenTelemetry answer, and what volumes say. */
const nearby: readonly Symptom[] = [
  {
    id: 'CollectorUnauthenticated',
    says: /\b(status|code)\b[\s:="]{1,4}(16\b|unauthenticated)|\bUNAUTHENTICATED\b/i,
    cause: 'The collector does not accept the credential.',
    steps: [step('Check the authentication method.', 'method'), step('Check the credential itself.', 'secret')],
  },
  {
    id: 'CollectorUnimplemented',
    says: /\b(status|code)\b[\s:="]{1,4}(12\b|unimplemented)|\bUNIMPLEMENTED\b/i,
    cause: 'What answers there does not take OpenTelemetry.',
    steps: [step('Check host and port: collectors take OTLP over gRPC at 4317 as a rule.', 'host')],
  },
  {
    id: 'VolumeClaimMissing',
    says: /persistentvolumeclaims? "?[\w.-]{1,253}"? not found/i,
    cause: 'The volume claim that the endpoint names does not exist.',
    steps: [step('Choose a volume claim that there is.', 'volumeClaim'), step('See the pods.', 'pods')],
  },
  {
    id: 'VolumeFull',
    says: /\bENOSPC\b|no space left on device|os error 28\b|disk quota exceeded/i,
    cause: 'The volume is full.',
    steps: [step('Make room on the volume, or give the claim more.')],
  },
]

/** What the services say that are no MQTT brokers. */
export const serviceSymptoms: readonly Symptom[] = [...kafka, ...storage, ...analytics, ...nearby]
