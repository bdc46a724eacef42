import { step, type Step } from './symptoms/define'

const method = step('Check the authentication method.', 'method')
const credential = step('Check the credential.', 'secret')
const settings = step('Check the endpoint’s settings.', 'host')
const host = step('Check host and port.', 'host')
const network = step('Check that the network lets the pods through.')

/**
 * What a reason code suggests when its message says nothing that the tables of symptoms know: what is particular to a
 * service first, then what the form of the code says. Roles and prerequisites: the pages "Configure … data flow endpoints"
 * of each service in Microsoft's documentation.
 */
const rows: readonly { code: RegExp; steps: readonly Step[] }[] = [
  {
    code: /^DataflowAdxTargetAuthentication/,
    steps: [step('See that the identity is an ingestor of the database.'), method],
  },
  {
    code: /^DataflowAdxTargetSend/,
    steps: [
      step('Check that the table exists, and that its columns fit the schema of the dataflow.', 'dataflow'),
      step('Check that streaming ingestion is on, for the cluster and for the table.'),
    ],
  },
  {
    code: /^DataflowAdxTargetConfiguration/,
    steps: [step('Check host and database.', 'database'), step('Check schema and table of the dataflow.', 'dataflow')],
  },
  {
    code: /^DataflowObjectStoreTargetAuthentication/,
    steps: [
      step(
        'See that the access token has not ended, or that the identity is a Storage Blob Data Contributor.',
        'secret',
      ),
      method,
    ],
  },
  {
    code: /^DataflowObjectStoreTargetSend/,
    steps: [step('Check that the container exists, and the right to write to it.', 'dataflow'), network],
  },
  {
    code: /^DataflowDeltaLakeTargetAuthentication/,
    steps: [step('See that the identity may contribute to the workspace.'), method],
  },
  {
    code: /^DataflowDeltaLakeTargetSend/,
    steps: [
      step('Check that table or folder fit the schema of the dataflow.', 'dataflow'),
      step('Check workspace and lakehouse, or the room on the volume.', 'workspace'),
    ],
  },
  {
    code: /^DataflowKafkaSourceConnection/,
    steps: [
      host,
      step('Check the consumer group.', 'consumerGroup'),
      step('Check the topics.', 'dataflow'),
      method,
      network,
    ],
  },
  {
    code: /^DataflowKafkaTargetSend/,
    steps: [
      step('Check that the topic exists, and the right to send to it.', 'dataflow'),
      step('Check compression and batching of the endpoint; Event Hubs takes Gzip only.', 'compression'),
    ],
  },
  {
    code: /^DataflowOtelTargetSend/,
    steps: [step('See that a collector listens there and takes OTLP over gRPC.', 'host'), method, network],
  },
  {
    code: /^DataflowOtelTargetProcessing/,
    steps: [step('Check that the messages have the form that OpenTelemetry destinations need.', 'dataflow')],
  },
  { code: /Authentication/, steps: [method, credential] },
  { code: /Configuration/, steps: [settings] },
  { code: /Subscription/, steps: [step('Check the topics, and the right to subscribe.', 'dataflow')] },
  {
    code: /Send|Processing/,
    steps: [step('Check where the dataflow writes to, and the right to write.', 'dataflow')],
  },
  { code: /Connection|Unreachable|Timeout|Disconnected/, steps: [host, method, network] },
]

export const stepsForCode = (code: string): readonly Step[] =>
  rows.find((row) => row.code.test(code))?.steps ?? [step('Look at the pods that report it.', 'pods')]
