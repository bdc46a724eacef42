import { finishSignIn } from '@/lib/access/sign-in/callback.server'
import { signInDoor } from '@/lib/access/sign-in/door.server'

export const dynamic = 'force-dynamic'

/** Where the OpenID provider sends people back to. */
export const GET = signInDoor(finishSignIn)
