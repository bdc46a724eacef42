import { handle } from '@/lib/access/handle.server'
import { servedInput } from '@/lib/endpoints/inputs'
import { readServed } from '@/lib/endpoints/served.server'

export const dynamic = 'force-dynamic'

export const GET = handle('endpoints.read', servedInput, readServed)
