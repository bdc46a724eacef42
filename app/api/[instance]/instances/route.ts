import { z } from 'zod'
import { handle } from '@/lib/access/handle.server'
import { success } from '@/lib/core/result'
import { reachOfInstances } from '@/lib/live/hub.server'

export const dynamic = 'force-dynamic'

/** Which instances are in reach, for the switcher: known from their watches, so no cluster is asked. */
export const GET = handle('instance.watch', z.strictObject({ instance: z.string() }), async () =>
  success(reachOfInstances()),
)
