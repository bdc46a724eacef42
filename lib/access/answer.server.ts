import 'server-only'
import { headers } from 'next/headers'
import type { z } from 'zod'
import { type Failure, type Result, success } from '@/lib/core/result'
import type { Call } from './call'
import { operate } from './operation.server'
import type { Permission } from './rights/permissions'
import { requestFacts } from './door/request-facts.server'

/**
 * The one wrapper of every server action. A server action is a public address that anybody can post to, whether a page
 * uses it or not, so none stands without this: see `operate` for what it goes through.
 */
export async function answer<Schema extends z.ZodType, T, F extends Failure>(
  permission: Permission,
  schema: Schema,
  input: unknown,
  work: (call: Call<z.output<Schema>>) => Promise<Result<T, F>>,
): Promise<Result<T, F | Failure>> {
  const asked = { from: requestFacts(await headers()), reads: false, input: async () => success(input) }
  return operate(permission, schema, asked, work)
}
