import { z } from 'zod'
import { completeValues } from '@/lib/endpoints/form-values'
import { endpointType, endpointTypeIds } from '@/lib/endpoints/types'
import { draftProblems } from './draft'
import { isTestable } from './testable'

/** What a test takes. Strict: an unknown key is refused, and so is a draft that the browser would not send. */

const instance = z.string().min(1).max(253)
const values = z.record(z.string().max(64), z.string().max(4096))

/** "MQTT Version 5.0", 4.7: a text without the null character; wildcards fill a level of their own. */
const topicFilter = z
  .string()
  .min(1, 'Write a topic filter.')
  .max(1024, 'This is too long.')
  .refine(
    (text) => text.split('/').every((level, at, all) => isLevel(level, at === all.length - 1)),
    'A wildcard stands alone between two slashes, and # only at the end.',
  )

const topic = z
  .string()
  .min(1, 'Write a topic.')
  .max(1024, 'This is too long.')
  .refine((text) => !/[+#\0]/.test(text), 'A message goes to one topic: leave + and # out.')
  .refine((text) => !text.startsWith('$'), 'Topics that begin with $ are the broker’s own.')

const isLevel = (level: string, last: boolean): boolean =>
  !level.includes('\0') && (level === '+' || (level === '#' && last) || !/[+#]/.test(level))

export const testOptions = z.strictObject({
  /** The topic filter to subscribe to for a moment; nothing to leave that step out. */
  subscribe: topicFilter.optional(),
  /** The topic to send one test message to; nothing to send none. */
  publish: topic.optional(),
})

const draft = z
  .strictObject({
    type: z.enum(endpointTypeIds),
    values,
    options: testOptions,
    /** The host that whoever asks has said the stored client certificate may be presented to. */
    carryTo: z.string().max(4096).optional(),
  })
  .superRefine(({ type: id, values: given }, context) => {
    const type = endpointType(id)
    if (!type) return
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (!isTestable(type)) return issue('type', 'Only MQTT endpoints can be tried.')
    const keys = Object.keys(completeValues(type))
    if (Object.keys(given).some((key) => !keys.includes(key)))
      return issue('values', 'These are not the fields of this endpoint type.')
    for (const { path, message } of draftProblems(type, given)) issue(path, message)
  })

export const testInput = z.strictObject({ instance, body: draft })

export type TestOptions = z.infer<typeof testOptions>
export type TestInput = z.infer<typeof testInput>
export type TestBody = TestInput['body']
