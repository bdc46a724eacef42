import { z } from 'zod'
import { problemsOf } from './problems'
import type { EndpointValues } from './resource-types'
import type { EndpointType, RuleContext } from './types/define'

// Zod compiles its parsers with `new Function` otherwise, which the content security policy reports.
z.config({ jitless: true })

/** What a form holds. A failing field's path is `['name']` or `['values', key]`. */
export type EndpointForm = { name: string; values: EndpointValues }

export type FormContext = {
  cluster: RuleContext
  /** The values that the form was opened with, when the endpoint exists. */
  base?: EndpointValues
}

/** Longer than any value that a cluster takes, short enough that nothing walks over megabytes. */
const text = z.string().max(4096, 'This is too long.').trim()

/** The values of one type: exactly its keys, each a text. */
export const valuesSchema = (type: EndpointType) =>
  z.strictObject(Object.fromEntries(type.fields.map(({ key }) => [key, text])))

/**
 * The form of one type, refusals included. The browser and the action parse with this same schema; the browser knows
 * more of the cluster (names in use), the action leaves that to the API server.
 */
export const endpointSchema = (type: EndpointType, { cluster, base }: FormContext) =>
  z
    .strictObject({
      name: z.string().max(253, 'A name has at most 253 characters.').trim(),
      values: valuesSchema(type),
    })
    .superRefine(({ name, values }, context) => {
      for (const { path, message } of problemsOf(type, { name, values, cluster, ...(base ? { base } : {}) })) {
        context.addIssue({ code: 'custom', path: path === 'name' ? ['name'] : ['values', path], message })
      }
    })
