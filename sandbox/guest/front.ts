import { createServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { KubeConfig } from '@kubernetes/client-node'
import { json, refusal, send, type Answer } from '../cluster/answer.ts'
import { Control } from '../cluster/control.ts'
import { Faults, type Occasion } from '../cluster/faults.ts'
import type { Pair } from '../cluster/pki.ts'
import { contentTypeOf, parseBody, parseResource, readBody, segmentsOf } from '../cluster/request.ts'
import { throughFault } from '../cluster/through-fault.ts'
import { record, text } from '../cluster/types.ts'
import { PassedWatches } from './passed-watches.ts'
import { Upstream, wholeAnswer } from './upstream.ts'

/**
 * Stands before somebody else's API server, hands every request on and plays the drills of README.md on the way, with the same control
 * door: so what goes wrong with a cluster can be tried on one that plays nothing.
 */
export class Front {
  readonly #upstream: Upstream
  readonly #server: Server
  readonly #faults = new Faults()
  readonly #watches = new PassedWatches()
  readonly #control: Control

  private constructor(upstream: Upstream, tls: Pair) {
    this.#upstream = upstream
    // Whoever shows no certificate, or another one, is let in all the same, and is nobody there.
    this.#server = createServer({ ...tls, requestCert: true, rejectUnauthorized: false, keepAliveTimeout: 120_000 })
    this.#server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.#serve(request, response)
    })
    this.#control = new Control(this.#server, this.#faults, this.#watches)
  }

  /** Before the current cluster of the kubeconfig. Answers the address, `https://127.0.0.1:<port>`, with how to stop. */
  static async start(config: KubeConfig, tls: Pair): Promise<{ server: string; stop: () => Promise<void> }> {
    const front = new Front(await Upstream.of(config), tls)
    return { server: `https://127.0.0.1:${await front.#listen()}`, stop: () => front.#stop() }
  }

  #listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(0, '127.0.0.1', () => resolve((this.#server.address() as AddressInfo).port))
    })
  }

  #stop(): Promise<void> {
    this.#upstream.close()
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answer = await this.#answer(request, response)
      if (answer) send(response, answer, request.method === 'HEAD')
    } catch (error) {
      if (response.headersSent) response.destroy()
      else send(response, refusal(error))
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> {
    const { method = 'GET', url = '/' } = request
    const [path = '', search = ''] = url.split(/\?(.*)/s)
    const segments = segmentsOf(path)
    const sent = await readBody(request)
    const body = sent.length === 0 ? undefined : parseBody(sent, contentTypeOf(request))
    if (segments[0] === 'sandbox') {
      return json(this.#control.answer(this.#upstream.isOwner(request), method, segments.slice(1), body))
    }
    const options = this.#upstream.onward(request, sent.length)
    const wanted = parseResource(method, segments, new URLSearchParams(search))
    if (!wanted || !['api', 'apis'].includes(segments[0] ?? '')) return wholeAnswer(options, sent, response)
    const occasion: Occasion = {
      verb: wanted.verb,
      resource: wanted,
      namespace: wanted.namespace,
      name: wanted.name ?? text(record(record(body).metadata).name),
      user: text(request.headers['impersonate-user']) ?? '',
    }
    return throughFault(this.#faults.strike(occasion), occasion, response, () =>
      wanted.verb === 'watch'
        ? this.#watches.pass(`${wanted.group}/${wanted.plural}`, options, response)
        : wholeAnswer(options, sent, response),
    )
  }
}
