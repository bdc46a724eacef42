import { handle } from '@/lib/access/handle.server'
import { namedInput } from '@/lib/secrets/inputs'
import { readSyncState } from '@/lib/secrets/read.server'

export const dynamic = 'force-dynamic'

export const GET = handle('secrets.verify', namedInput, readSyncState)
