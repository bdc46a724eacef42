import { sessionState, stillThere } from '@/lib/access/session/state.server'
import { signInDoor } from '@/lib/access/sign-in/door.server'

export const dynamic = 'force-dynamic'

/** Does my sign-in still hold, and until when? Asking does not prolong it. */
export const GET = signInDoor(sessionState)

/** Somebody is at the screen: their sign-in goes on. */
export const POST = signInDoor(stillThere)
