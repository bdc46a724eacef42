import type { Failure } from '@/lib/core/result'
import type { z } from 'zod'
import type { DeedName } from './trail/deeds'
import type { Viewer } from './viewer'

/** What the work behind an action or a handler gets: parsed input, who asks, and the name of the operation. */
export type Call<Input> = {
  input: Input
  viewer: Viewer
  operationId: string
  /** Adds to the audit record what only the work knows. Never a secret's value. */
  note: (facts: AuditNote) => void
}

export type AuditNote = {
  /** What was acted on, when it is not the `name` of the input; and which one of that name, once it is there. */
  object?: string
  uid?: string | undefined
  /** What was done, where the permission is used for more than one thing. */
  deed?: DeedName
  /** Keys of the fields that changed. */
  changed?: readonly string[]
  /** From what to what, of fields that hold no secret. */
  changes?: readonly FieldChange[]
  /** Fields that somebody else changed meanwhile and that were kept. */
  merged?: readonly string[]
  /** In a sentence or two, where what was done does not tell why. */
  why?: string
}

/** One field before and after; absent is *not set*, or not known. `label` is what people call the field. */
export type FieldChange = { field: string; label?: string; before?: string; after?: string }

/** The failure of an input that breaks its schema, each message at its field. */
export function invalidInput(error: z.ZodError): Failure {
  return {
    code: 'invalid',
    message: 'Something in the request does not fit.',
    next: 'Correct the fields that are marked and try again.',
    issues: error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
  }
}

export const foreignOrigin = (address: string): Failure => ({
  code: 'foreign-origin',
  message: 'The request did not come from a page of this portal.',
  next: `Open the portal at ${address} and try again.`,
})

export const unexpected: Failure = {
  code: 'internal',
  message: 'Something went wrong inside the portal.',
  next: 'Try again. If it happens again, look for the operation in the log.',
}

/** The text of an input's own key, if it is an object that has one: `instance` and `name` say what an operation is about. */
export function textOf(input: unknown, key: 'instance' | 'name' | 'uid' | 'vault'): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  const value: unknown = Object.getOwnPropertyDescriptor(input, key)?.value
  return typeof value === 'string' ? value : undefined
}
