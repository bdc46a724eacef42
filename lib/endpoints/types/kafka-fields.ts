import { controlCharacterProblem } from '../checks/text'
import { batchFields } from './kafka-batching'
import { fieldsOf } from './common-fields'
import type { Field, Option } from './define'

/**
 * Building blocks of the Kafka types. Names, ranges and defaults are those of `kafkaSettings` in Microsoft's "Configure Azure
 * Event Hubs and Kafka data flow endpoints" and of the Azure REST model of `dataflowEndpoints`.
 */
export const kafka = fieldsOf('kafkaSettings')
const { at } = kafka

export const loginField = (part: { hint: string; proposals?: { username: string } }): Field =>
  kafka.secret('Sasl', { key: 'loginSecret', credential: 'login', ...part })

const saslTypes: Record<'Plain' | 'ScramSha256' | 'ScramSha512', Option> = {
  Plain: { value: 'Plain', label: 'Plain', description: 'User name and password as they are, inside TLS.' },
  ScramSha256: { value: 'ScramSha256', label: 'SCRAM-SHA-256', description: 'The password itself is never sent.' },
  ScramSha512: { value: 'ScramSha512', label: 'SCRAM-SHA-512', description: 'The password itself is never sent.' },
}

export const saslTypeField = (hint: string, types: readonly (keyof typeof saslTypes)[]): Field => ({
  key: 'saslType',
  label: 'SASL type',
  tab: 'basic',
  control: { kind: 'choice', options: types.map((type) => saslTypes[type]) },
  path: at('authentication', 'saslSettings', 'saslType'),
  required: true,
  when: { field: 'method', is: ['Sasl'] },
  initial: () => 'Plain',
  hint,
})

const compressions: Record<'None' | 'Gzip' | 'Snappy' | 'Lz4', Option> = {
  None: { value: 'None', label: 'None', description: 'Batches go out as they are.' },
  Gzip: { value: 'Gzip', label: 'Gzip', description: 'Smallest, and the most work.' },
  Snappy: { value: 'Snappy', label: 'Snappy', description: 'Quick, and less small.' },
  Lz4: { value: 'Lz4', label: 'LZ4', description: 'Quick, and less small.' },
}

export const compressionField = (hint: string, offered: readonly (keyof typeof compressions)[]): Field => ({
  key: 'compression',
  label: 'Compression',
  tab: 'advanced',
  section: 'Messages',
  control: { kind: 'choice', options: offered.map((one) => compressions[one]) },
  path: at('compression'),
  default: 'None',
  hint,
})

/** What the dataflow reads with; a destination alone has no use for it. */
export const consumerGroupField: Field = {
  key: 'consumerGroup',
  label: 'Consumer group ID',
  tab: 'advanced',
  section: 'As a source',
  control: { kind: 'text', placeholder: 'plant-07-dataflows', spellcheck: false },
  path: at('consumerGroupId'),
  check: controlCharacterProblem,
  hint: 'The group under which dataflows read from topics. Needed once the endpoint is the source of a dataflow.',
  caution: 'Under another group dataflows begin to read anew, where the broker says that new groups begin.',
}

/** The rest of the Advanced tab, equal for all Kafka types. */
export const advancedFields: readonly Field[] = [
  {
    key: 'copyMqttProperties',
    label: 'Copy MQTT properties',
    tab: 'advanced',
    section: 'Messages',
    control: { kind: 'checkbox', on: 'Enabled', off: 'Disabled' },
    path: at('copyMqttProperties'),
    default: 'Enabled',
    hint: 'MQTT 5 user properties travel as Kafka headers, and the other way round.',
  },
  {
    key: 'acks',
    label: 'Kafka acknowledgments',
    tab: 'advanced',
    section: 'Messages',
    control: {
      kind: 'choice',
      options: [
        { value: 'Zero', label: 'None', description: 'Nothing is waited for. Messages may be lost unnoticed.' },
        { value: 'One', label: 'Leader only', description: 'The leader has it; followers may not have it yet.' },
        { value: 'All', label: 'All', description: 'The leader and all followers in sync have it.' },
      ],
    },
    path: at('kafkaAcks'),
    default: 'All',
    hint: 'Who has to confirm a message before it counts as delivered.',
  },
  {
    key: 'partitionStrategy',
    label: 'Partition handling strategy',
    tab: 'advanced',
    section: 'Messages',
    control: {
      kind: 'choice',
      options: [
        { value: 'Default', label: 'Default', description: 'Messages go to all partitions in turn.' },
        { value: 'Static', label: 'Static', description: 'Each dataflow instance keeps to a partition of its own.' },
        { value: 'Topic', label: 'Topic', description: 'The MQTT topic is the partition key.' },
        { value: 'Property', label: 'Property', description: 'An MQTT user property is the partition key.' },
      ],
    },
    path: at('partitionStrategy'),
    default: 'Default',
    hint: 'Which partition a message goes to. Messages of one partition keep their order.',
  },
  {
    key: 'partitionKey',
    label: 'Partition key property',
    tab: 'advanced',
    section: 'Messages',
    control: { kind: 'text', placeholder: 'device-id', spellcheck: false },
    path: at('partitionKeyProperty'),
    when: { field: 'partitionStrategy', is: ['Property'] },
    whereServed: true,
    check: controlCharacterProblem,
    hint: 'The MQTT user property whose value is the partition key.',
  },
  kafka.cloudEvents,
  ...batchFields(at),
]
