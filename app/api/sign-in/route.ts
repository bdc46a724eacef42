import { beginSignIn } from '@/lib/access/sign-in/begin.server'
import { signInDoor } from '@/lib/access/sign-in/door.server'

export const dynamic = 'force-dynamic'

/** Leads to the OpenID provider. */
export const GET = signInDoor(beginSignIn)
