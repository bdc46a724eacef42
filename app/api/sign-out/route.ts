import { signInDoor } from '@/lib/access/sign-in/door.server'
import { signOut } from '@/lib/access/sign-in/sign-out.server'

export const dynamic = 'force-dynamic'

/** Ends the session of whoever asks, and answers where to go next. */
export const POST = signInDoor(signOut)
