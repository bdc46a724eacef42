import { z } from 'zod'
import { completeValues } from '@/lib/endpoints/form-values'
import { endpointType, endpointTypeIds } from '@/lib/endpoints/types'
import { draftProblems } from './draft'
import { isTestable } from './testable'
import { optionProblems } from './topics'

/** What a test takes. Strict: an unknown key is refused, and so is a draft that the browser would not send. */

const instance = z.string().min(1).max(253)
const values = z.record(z.string().max(64), z.string().max(4096))

const topic = z.string().max(65_535, 'This is too long.')

export const testOptions = z
  .strictObject({
    /** The topic filter to subscribe to for a moment; nothing to leave that step out. */
    subscribe: topic.optional(),
    /** The topic to send one test message to; nothing to send none. */
    publish: topic.optional(),
  })
  .superRefine((options, context) => {
    for (const [path, message] of Object.entries(optionProblems(options)))
      context.addIssue({ code: 'custom', path: [path], message })
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

export type TestOptions = { subscribe?: string; publish?: string }
export type TestInput = z.infer<typeof testInput>
export type TestBody = TestInput['body']
