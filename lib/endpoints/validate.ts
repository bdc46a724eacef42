import { z } from 'zod'
import { nameLimit, valueLimit, type FormContext } from './form-check'
import { problemsOf } from './problems'
import type { EndpointType } from './types/define'

// Zod compiles its parsers with `new Function` otherwise, which the content security policy reports.
z.config({ jitless: true })

const text = z.string().max(valueLimit.max, valueLimit.message).trim()

/** The values of one type: exactly its keys, each a text. */
export const valuesSchema = (type: EndpointType) =>
  z.strictObject(Object.fromEntries(type.fields.map(({ key }) => [key, text])))

/**
 * The form of one type as an action takes it, refusals included; a failing field's path is `['name']` or
 * `['values', key]`. The browser's `checkForm` says the same; it knows more of the cluster (names in use), which the
 * action leaves to the API server.
 */
export const endpointSchema = (type: EndpointType, { cluster, base }: FormContext) =>
  z
    .strictObject({
      name: z.string().max(nameLimit.max, nameLimit.message).trim(),
      values: valuesSchema(type),
    })
    .superRefine(({ name, values }, context) => {
      for (const { path, message } of problemsOf(type, { name, values, cluster, ...(base ? { base } : {}) })) {
        context.addIssue({ code: 'custom', path: path === 'name' ? ['name'] : ['values', path], message })
      }
    })
