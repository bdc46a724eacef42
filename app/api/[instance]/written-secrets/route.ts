import { handle } from '@/lib/access/handle.server'
import { vaultsInput } from '@/lib/secrets/inputs'
import { readWrittenSecrets } from '@/lib/secrets/read.server'

export const dynamic = 'force-dynamic'

export const GET = handle('secrets.written', vaultsInput, readWrittenSecrets)
