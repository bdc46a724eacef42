import { handle } from '@/lib/access/handle.server'
import { detailInput } from '@/lib/dataflows/inputs'
import { readDataflow } from '@/lib/dataflows/store.server'

export const dynamic = 'force-dynamic'

export const GET = handle('dataflows.read', detailInput, readDataflow)
