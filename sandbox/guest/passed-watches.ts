import https from 'node:https'
import type { RequestOptions } from 'node:https'
import type { ServerResponse } from 'node:http'
import { badRequest } from '../cluster/status.ts'
import { playDrill, type WatchDrill } from '../cluster/watch-drills.ts'

/** The watches that pass a front, each of which can be made to misbehave. */
export class PassedWatches {
  #open = new Set<PassedWatch>()

  /** Open watches by resource. */
  count(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const { resource } of this.#open) counts[resource] = (counts[resource] ?? 0) + 1
    return counts
  }

  /** Does this to all watches of the resource, or to all there are; answers how many. */
  drill(resource: string | undefined, drill: WatchDrill): number {
    if (drill === 'bookmark') throw badRequest('only the API server itself sends bookmarks')
    const chosen = [...this.#open].filter((watch) => resource === undefined || watch.resource === resource)
    for (const watch of chosen) watch.drill(drill)
    return chosen.length
  }

  /** Passes a watch on for as long as both sides want it. Answers nothing: the response is written here. */
  pass(resource: string, options: RequestOptions, response: ServerResponse): Promise<undefined> {
    const watch = new PassedWatch(resource, response)
    return new Promise((resolve) => {
      const { 'accept-encoding': _, ...headers } = options.headers as Record<string, string>
      const onward = https.request({ ...options, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        response.flushHeaders()
        if (answer.statusCode === 200) this.#open.add(watch)
        answer.setEncoding('utf8').on('data', (text: string) => watch.take(text))
        answer.once('end', () => response.end()).once('error', () => response.destroy())
      })
      onward.once('error', () => response.destroy()).end()
      response.once('close', () => {
        this.#open.delete(watch)
        onward.destroy()
        resolve(undefined)
      })
    })
  }
}

class PassedWatch {
  readonly resource: string
  readonly #response: ServerResponse
  #begun = ''
  #stalled = false

  constructor(resource: string, response: ServerResponse) {
    this.resource = resource
    this.#response = response
  }

  /** Hands on what is complete: a drill comes between two events, never inside of one. */
  take(text: string): void {
    const lines = (this.#begun + text).split(/(?<=\n)/)
    this.#begun = lines.at(-1)?.endsWith('\n') === false ? (lines.pop() ?? '') : ''
    for (const line of lines) this.#write(line)
  }

  drill(drill: Exclude<WatchDrill, 'bookmark'>): void {
    playDrill(drill, {
      write: (line) => this.#write(line),
      stall: () => (this.#stalled = true),
      end: () => this.#response.end(),
    })
  }

  #write(line: string): void {
    if (!this.#stalled && !this.#response.writableEnded) this.#response.write(line)
  }
}
