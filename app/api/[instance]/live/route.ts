import { z } from 'zod'
import { handle } from '@/lib/access/handle.server'
import { feeds } from '@/lib/feeds.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { liveResponse } from '@/lib/live/sse.server'

export const dynamic = 'force-dynamic'

/** The live stream of an instance: every feed that the viewer may see, first whole and then change by change. */
export const GET = handle(
  'instance.watch',
  z.strictObject({ instance: z.string() }),
  async ({ input, viewer, request }) => {
    const instance = instanceOf(input.instance)
    return instance.ok ? liveResponse(request, viewer, instance.value, feeds) : instance
  },
)
