import 'server-only'
import type { Duplex } from 'node:stream'
import type { Signal } from './diagnosis'
import type { Problem } from './steps'

/** Why a step ended: what was seen, or a problem that is known already. Never holds a secret. */
export class Trouble extends Error {
  readonly signal: Omit<Signal, 'step'> | undefined
  readonly problem: Problem | undefined

  constructor(seen: { code: string; words: string } | { problem: Problem }) {
    super('problem' in seen ? seen.problem.cause : `${seen.code}: ${seen.words}`)
    this.signal = 'problem' in seen ? undefined : seen
    this.problem = 'problem' in seen ? seen.problem : undefined
  }
}

export const trouble = (code: string, words: string): Trouble => new Trouble({ code, words })

/** What a socket, a handshake or a name server says about itself. */
type NodeError = { code?: unknown; message?: unknown; reason?: unknown }

/** The trouble behind an error of Node.js: its code, and the first line of what it says. */
export const troubleOf = (error: unknown): Trouble => {
  if (error instanceof Trouble) return error
  const { code, message, reason } = typeof error === 'object' && error !== null ? (error as NodeError) : {}
  const said = [reason, message].find((text) => typeof text === 'string' && text !== '')
  const words = typeof said === 'string' ? (said.split('\n')[0] ?? '').slice(0, longest) : 'it failed'
  return trouble(typeof code === 'string' || typeof code === 'number' ? String(code) : 'ERROR', words)
}

const longest = 300

/** Waits, but not longer than the test goes on. What comes later is nobody's: `lost` may close it. */
export const within = <T>(signal: AbortSignal, work: Promise<T>, lost: (late: T) => void = () => {}): Promise<T> =>
  new Promise((resolve, reject) => {
    const give = () => reject(trouble('TIMEOUT', 'no answer in time'))
    if (signal.aborted) give()
    signal.addEventListener('abort', give, { once: true })
    work
      .then((value) => {
        if (signal.aborted) lost(value)
        resolve(value)
      }, reject)
      .finally(() => signal.removeEventListener('abort', give))
  })

const errors = new WeakMap<Duplex, unknown>()

/**
 * Keeps the first error of a stream for whoever asks later, and from being the process's. A TLS socket only tells of an
 * alert that comes after the handshake: it neither closes nor keeps it.
 */
export const remembering = <T extends Duplex>(stream: T): T =>
  stream.on('error', (error) => {
    if (!errors.has(stream)) errors.set(stream, error)
  })

export const errorOf = (stream: Duplex): unknown => errors.get(stream)
