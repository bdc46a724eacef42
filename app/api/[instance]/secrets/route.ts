import { handle } from '@/lib/access/handle.server'
import { vaultsInput } from '@/lib/secrets/inputs'
import { readOverview } from '@/lib/secrets/read.server'

export const dynamic = 'force-dynamic'

export const GET = handle('secrets.read', vaultsInput, readOverview)
