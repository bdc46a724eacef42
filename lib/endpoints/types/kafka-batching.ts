import { uint16 } from './batching-fields'
import { int32 } from './common-fields'
import type { Field } from './define'

const whileOn = { field: 'batching', is: ['Enabled'] }

/** Kafka batches by bytes too, and in milliseconds where the other types count seconds. */
export const batchFields = (at: (...path: string[]) => readonly string[]): readonly Field[] => [
  {
    key: 'batching',
    label: 'Batching enabled',
    tab: 'advanced',
    section: 'Batching',
    control: { kind: 'checkbox', on: 'Enabled', off: 'Disabled' },
    path: at('batching', 'mode'),
    default: 'Enabled',
    hint: 'Messages are gathered and sent together.',
  },
  {
    key: 'batchLatency',
    label: 'Batching latency',
    tab: 'advanced',
    section: 'Batching',
    control: { kind: 'number', min: 0, max: uint16, unit: 'ms' },
    path: at('batching', 'latencyMs'),
    as: 'integer',
    default: '5',
    when: whileOn,
    hint: 'How long messages are gathered at most before they are sent.',
  },
  {
    key: 'batchBytes',
    label: 'Maximum bytes',
    tab: 'advanced',
    section: 'Batching',
    control: { kind: 'number', min: 0, max: int32, unit: 'bytes' },
    path: at('batching', 'maxBytes'),
    as: 'integer',
    default: '1000000',
    when: whileOn,
    hint: 'How large a batch may grow before it is sent.',
  },
  {
    key: 'batchMessages',
    label: 'Message count',
    tab: 'advanced',
    section: 'Batching',
    control: { kind: 'number', min: 0, max: int32, unit: 'messages' },
    path: at('batching', 'maxMessages'),
    as: 'integer',
    default: '100000',
    when: whileOn,
    hint: 'How many messages are gathered at most before they are sent.',
  },
]
