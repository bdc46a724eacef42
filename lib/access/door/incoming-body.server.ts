import 'server-only'
import type { IncomingMessage } from 'node:http'

/** Why a body is not read to its end. */
export type BodyFault = 'too-large' | 'too-slow'

export type BodyRule = {
  /** Bytes that a body may have. */
  limit: number
  /** Milliseconds that a body may take to arrive. */
  deadline: number
}

/**
 * How much of what a refused sender still sends is taken, and for how long the line stays, so that the sender gets to read
 * its answer: cut in the middle of sending, it would see a broken connection and no reason.
 */
const grace = { bytes: 4 * 1024 * 1024, milliseconds: 2_000 }

/** Does the request announce a body? A length is only a claim, but HTTP takes a body for no longer than it claims. */
export const declaredSize = ({ headers }: IncomingMessage): number =>
  headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Infinity

/**
 * Watches a body while it arrives, whoever reads it: counts its bytes and its time, and calls `onFault` once, when it
 * breaks the rule. From then on the reader gets nothing more, not even the end, so that it can never take a part for the
 * whole; what still comes is dropped. Whoever answers the fault cuts the line (`cutSoon`), which ends the reader's wait.
 *
 * It stands in front of `push`, through which Node hands over what the network brought; whoever reads the request sees
 * a plain stream, and what is not read is not taken off the network.
 */
export function watchBody(request: IncomingMessage, rule: BodyRule, onFault: (fault: BodyFault) => void): void {
  const push = request.push.bind(request)
  let size = 0
  let faulty = false
  const refuse = (fault: BodyFault) => {
    if (faulty) return
    faulty = true
    onFault(fault)
    // Nobody reads it any more, so it is taken off the network here.
    request.resume()
  }
  const timer = setTimeout(() => refuse('too-slow'), rule.deadline)
  timer.unref()
  request.once('close', () => clearTimeout(timer))
  request.push = (chunk: Uint8Array | null, encoding) => {
    if (chunk === null) {
      clearTimeout(timer)
      return faulty ? false : push(null)
    }
    size += chunk.byteLength
    if (size > rule.limit) refuse('too-large')
    // To answer no is to take no more off the network.
    return faulty ? size <= rule.limit + grace.bytes : push(chunk, encoding)
  }
  const declared = declaredSize(request)
  if (Number.isFinite(declared) && declared > rule.limit) refuse('too-large')
}

/**
 * Waits for the rest of a body that nobody wants, and then calls `onSent`; or cuts the line of a sender that has had the
 * time to read its answer and goes on. Node takes such a body off the network as fast as it comes, past `push`, so the
 * bytes of the connection are looked at too.
 */
export function cutSoon(request: IncomingMessage, onSent: () => void = () => undefined): void {
  const { socket } = request
  const end = performance.now() + grace.milliseconds
  const enough = socket.bytesRead + 2 * grace.bytes
  const timer = setInterval(() => {
    const isOver = performance.now() > end || socket.bytesRead > enough
    if (!request.complete && !isOver && !socket.destroyed) return
    clearInterval(timer)
    if (request.complete) onSent()
    else socket.destroy()
  }, 20)
  timer.unref()
}
