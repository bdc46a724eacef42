import { forbiddenByRbac, throttled, unavailable, type VaultError } from './errors.ts'

/** What a client asked the vault to do. */
export type Verb = 'get' | 'set' | 'update' | 'delete' | 'list' | 'versions' | 'recover' | 'purge'

/** How a request is spoiled: refused, or carried out and then left without an answer. */
export type Spoil = { kind: 'refuse'; error: VaultError } | { kind: 'drop-reply' }

interface Drill {
  prefix: string
  verbs: readonly Verb[]
  /** How often in a row, when the name does not say; for ever when absent. */
  times?: number
  spoil: Spoil
}

const refuse = (error: VaultError): Spoil => ({ kind: 'refuse', error })

const WRITES = ['set', 'update'] as const

/** Failures that anyone can replay by choosing the name of a secret. The first prefix that fits decides. */
const DRILLS: readonly Drill[] = [
  { prefix: 'throttled-silently-', verbs: WRITES, times: 2, spoil: refuse(throttled()) },
  { prefix: 'throttled-', verbs: WRITES, times: 2, spoil: refuse(throttled(1)) },
  { prefix: 'unavailable-', verbs: WRITES, times: 2, spoil: refuse(unavailable()) },
  {
    prefix: 'forbidden-read-',
    verbs: ['get'],
    spoil: refuse(forbiddenByRbac('Microsoft.KeyVault/vaults/secrets/getSecret/action')),
  },
  {
    prefix: 'forbidden-',
    verbs: WRITES,
    spoil: refuse(forbiddenByRbac('Microsoft.KeyVault/vaults/secrets/setSecret/action')),
  },
  { prefix: 'dropped-reply-', verbs: ['set'], spoil: { kind: 'drop-reply' } },
]

/** The prefix may be followed by a count of its own: `throttled-5-uplink`. */
const countIn = (name: string, { prefix }: Drill) => /^(\d{1,3})-/.exec(name.slice(prefix.length))?.[1]

/** Drills by name. Counting starts anew when the vault starts. */
export class Drills {
  #spent = new Map<string, number>()

  spoil(verb: Verb, name: string): Spoil | undefined {
    const lower = name.toLowerCase()
    const drill = DRILLS.find(({ prefix }) => lower.startsWith(prefix))
    if (!drill?.verbs.includes(verb)) return undefined
    const limit = drill.times === undefined ? Infinity : Number(countIn(lower, drill) ?? drill.times)
    const key = `${verb} ${lower}`
    const spent = this.#spent.get(key) ?? 0
    if (spent >= limit) return undefined
    this.#spent.set(key, spent + 1)
    return drill.spoil
  }
}
