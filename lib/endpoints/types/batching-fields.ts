import type { Field } from './define'
import { int32 } from './common-fields'

/** 16 bits in the REST model: `batching.latencySeconds` and `batching.latencyMs`. */
export const uint16 = 65_535

/** How the types that write in batches gather messages. `at` makes paths below the settings object. */
export const batchingFields = (
  at: (...path: string[]) => readonly string[],
  { latency, messages }: { latency?: string; messages?: string } = {},
): readonly Field[] => [
  {
    key: 'batchLatency',
    label: 'Batching latency',
    tab: 'advanced',
    section: 'Batching',
    control: { kind: 'number', min: 0, max: uint16, unit: 's' },
    path: at('batching', 'latencySeconds'),
    as: 'integer',
    ...(latency === undefined ? {} : { default: latency }),
    hint: 'How long messages are gathered at most before they are written together.',
  },
  {
    key: 'batchMessages',
    label: 'Message count',
    tab: 'advanced',
    section: 'Batching',
    control: { kind: 'number', min: 0, max: int32, unit: 'messages' },
    path: at('batching', 'maxMessages'),
    as: 'integer',
    ...(messages === undefined ? {} : { default: messages }),
    hint: 'How many messages are gathered at most before they are written together.',
  },
]
