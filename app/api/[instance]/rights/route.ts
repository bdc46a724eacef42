import { z } from 'zod'
import { handle } from '@/lib/access/handle.server'
import { rightsOn } from '@/lib/access/rights/rights.server'
import { instanceOf } from '@/lib/kubernetes/config.server'

export const dynamic = 'force-dynamic'

/** What the viewer may do on an instance. */
export const GET = handle('rights.read', z.strictObject({ instance: z.string() }), async ({ input, viewer }) => {
  const instance = instanceOf(input.instance)
  return instance.ok ? rightsOn(viewer, instance.value) : instance
})
