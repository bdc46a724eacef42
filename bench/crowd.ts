import { get } from 'node:http'
import type { ClientRequest } from 'node:http'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/*
 * A crowd of viewers in a process of its own, so that neither the one who writes nor the portal waits for their reading.
 * Started by `fork` with the address of a live stream; says and hears the messages below.
 */

export type ToCrowd =
  | { do: 'open'; viewers: number }
  /** Readers that ask for the stream and never read a byte of it. */
  | { do: 'stick'; readers: number }
  /** Each viewer loses its stream once within this time, and goes on with a new one from where it was. */
  | { do: 'reconnect'; withinMs: number }
  /** When each change was accepted, by its number. Epoch milliseconds. */
  | { do: 'report'; accepted: readonly number[] }

export type FromCrowd =
  | { is: 'open'; tookMs: number }
  | { is: 'stuck' }
  /** How long each viewer was without a stream. */
  | { is: 'reconnected'; away: number[] }
  /** How long each change took to each viewer, by the number of the change, and how many never came or ended early. */
  | { is: 'report'; lags: number[][]; missing: number; ended: number }

/** A change is known by the number in its host. */
export const hostOf = (turn: number) => `viewers-${turn}.example.net:8883`
const mark = /viewers-(\d+)\.example/g
const longestMark = 64

const now = () => performance.timeOrigin + performance.now()

type Viewer = {
  seen: Map<number, number>
  complete: Promise<void>
  /** Ends its stream and goes on with another one; answers how long that took. */
  reconnect: () => Promise<number>
}

const viewers: Viewer[] = []
const stuck: Socket[] = []
let ended = 0

/** One connection of its own, as each browser has. Whole once every feed said that it is. */
function open(url: string): Viewer {
  const seen = new Map<number, number>()
  let lastId = ''
  let stream: ClientRequest
  const listen = (from: string) =>
    new Promise<void>((resolve, reject) => {
      let tail = ''
      const request = get(from, { agent: false, headers: { accept: 'text/event-stream' } }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`The live stream answered ${response.statusCode}.`))
        response.setEncoding('latin1').on('data', (chunk: string) => {
          const text = tail + chunk
          for (const [, turn] of text.matchAll(mark)) if (!seen.has(Number(turn))) seen.set(Number(turn), now())
          // The id is the last that a snapshot says.
          for (const [, id = ''] of text.matchAll(/\nid: ([^\n]+:\d+)\n/g)) lastId = id
          if (lastId !== '') resolve()
          tail = text.slice(-longestMark)
        })
        response.once('close', () => (ended += request === stream ? 1 : 0))
      })
      stream = request
      // A stream that is ended here is nobody's failure.
      request.once('error', (error) => request === stream && reject(error))
    })
  const complete = listen(url)
  return {
    seen,
    complete,
    reconnect: async () => {
      const lostAt = now()
      const lost = stream
      const again = listen(`${url}?after=${encodeURIComponent(lastId)}`)
      lost.destroy()
      await again
      return now() - lostAt
    },
  }
}

/** In no order, as browsers come back. */
const reconnectAll = (withinMs: number): Promise<number[]> =>
  Promise.all(
    viewers.map(async ({ reconnect }) => {
      await pause(Math.random() * withinMs)
      return reconnect()
    }),
  )

/** A few at a time: nobody opens a thousand browsers in one moment. */
async function openAll(url: string, count: number): Promise<number> {
  const started = now()
  for (let from = 0; from < count; from += 25) {
    const some = Array.from({ length: Math.min(25, count - from) }, () => open(url))
    viewers.push(...some)
    await Promise.all(some.map(({ complete }) => complete))
  }
  return now() - started
}

function stick(url: URL, count: number): Promise<void> {
  const opened = Array.from({ length: count }, () => {
    const socket = connect(Number(url.port), url.hostname)
    stuck.push(socket)
    return new Promise<void>((resolve, reject) => {
      socket.once('error', reject).once('connect', () => {
        socket.pause()
        socket.write(`GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nAccept: text/event-stream\r\n\r\n`)
        resolve()
      })
    })
  })
  return Promise.all(opened).then(() => undefined)
}

function report(accepted: readonly number[]): FromCrowd {
  let missing = 0
  const lags = accepted.map((at, turn) =>
    viewers.flatMap(({ seen }) => {
      const heard = seen.get(turn)
      if (heard === undefined) missing += 1
      return heard === undefined ? [] : [heard - at]
    }),
  )
  return { is: 'report', lags, missing, ended }
}

const [, , address] = process.argv
if (process.send && address) {
  const say = (message: FromCrowd) => process.send?.(message)
  const answer = async (message: ToCrowd): Promise<FromCrowd> => {
    switch (message.do) {
      case 'open':
        return { is: 'open', tookMs: await openAll(address, message.viewers) }
      case 'stick':
        return stick(new URL(address), message.readers).then(() => ({ is: 'stuck' }))
      case 'reconnect':
        return { is: 'reconnected', away: await reconnectAll(message.withinMs) }
      case 'report':
        return report(message.accepted)
    }
  }
  process.on('message', (message: ToCrowd) => {
    answer(message).then(say, (error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  })
  process.once('disconnect', () => process.exit(0))
}
