import { handle } from '@/lib/access/handle.server'
import { readEndpoint } from '@/lib/endpoints/detail.server'
import { detailInput } from '@/lib/endpoints/inputs'

export const dynamic = 'force-dynamic'

export const GET = handle('endpoints.read', detailInput, readEndpoint)
