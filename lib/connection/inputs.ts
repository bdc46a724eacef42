import { z } from 'zod'
import { completeValues } from '@/lib/endpoints/form-values'
import { endpointType, endpointTypeIds } from '@/lib/endpoints/types'
import { checkVaultSecretName } from '@/lib/secrets/names'
import { maxSecretBytes } from '@/lib/secrets/recognise'
import { pickedIn } from './client-choice'
import { connectionDraft, draftProblems } from './draft'
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

/** As pasted: what is wrapped around a value comes off on the server, as when it is stored. */
const pasted = z
  .string()
  .min(1)
  .max(8 * maxSecretBytes, 'This is larger than the 25 KB that Key Vault stores.')

/** A secret of a vault, by its name. The portal reads its value. */
const picked = z.strictObject({
  vault: z.string().min(1).max(127),
  secret: z
    .string()
    .max(127)
    .refine((name) => checkVaultSecretName(name) === undefined, 'This is no name of a Key Vault secret.'),
})

const part = z.union([pasted, picked])

/**
 * Where the client certificate comes from: the Secret that the draft names, or the form itself, for this test alone. Of
 * what can be tried nothing else waits in a form: a CA is stored in its dialog, and no MQTT endpoint has a password.
 */
const client = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('stored') }),
  z.strictObject({
    source: z.literal('staged'),
    certificate: part,
    key: part,
    intermediates: part.optional(),
  }),
])

const draft = z
  .strictObject({
    type: z.enum(endpointTypeIds),
    values,
    options: testOptions,
    client: client.default({ source: 'stored' }),
    /** The host that whoever asks has said what is stored for another one may be presented to. */
    carryTo: z.string().max(4096).optional(),
  })
  .superRefine(({ type: id, values: given, client: held, carryTo }, context) => {
    const type = endpointType(id)
    if (!type) return
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (!isTestable(type)) return issue('type', 'Only MQTT endpoints can be tried.')
    const keys = Object.keys(completeValues(type))
    if (Object.keys(given).some((key) => !keys.includes(key)))
      return issue('values', 'These are not the fields of this endpoint type.')
    for (const { path, message } of draftProblems(type, given, held.source)) issue(path, message)
    if (held.source === 'stored') return
    if (connectionDraft(type, given).method !== 'X509Certificate')
      issue('client', 'Only a method with a client certificate takes one.')
    if (carryTo !== undefined && pickedIn(held).length === 0)
      issue('carryTo', 'Only what is stored for one host is carried to another.')
  })

export const testInput = z.strictObject({ instance, body: draft })

export type TestOptions = { subscribe?: string; publish?: string }
export type TestInput = z.infer<typeof testInput>
/** As a browser sends it. */
export type TestBody = z.input<typeof draft>
export type ClientSource = z.infer<typeof client>
export type PickedSecret = z.infer<typeof picked>
