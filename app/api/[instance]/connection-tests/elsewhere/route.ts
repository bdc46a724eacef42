import { handle } from '@/lib/access/handle.server'
import { testInput } from '@/lib/connection/inputs'
import { testElsewhere } from '@/lib/connection/test.server'

export const dynamic = 'force-dynamic'

export const POST = handle('endpoints.test-elsewhere', testInput, testElsewhere)
