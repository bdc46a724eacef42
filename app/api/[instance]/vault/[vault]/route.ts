import { handle } from '@/lib/access/handle.server'
import { vaultListInput } from '@/lib/secrets/inputs'
import { readVault } from '@/lib/secrets/read.server'

export const dynamic = 'force-dynamic'

export const GET = handle('secrets.read', vaultListInput, readVault)
