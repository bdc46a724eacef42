import { handle } from '@/lib/access/handle.server'
import { detailInput } from '@/lib/dataflows/inputs'
import { readTimeline } from '@/lib/runtime/timelines.server'

export const dynamic = 'force-dynamic'

export const GET = handle('dataflows.timeline', detailInput, readTimeline)
