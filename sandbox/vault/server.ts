import { randomUUID, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Drills } from './drills.ts'
import { badParameter, unauthorized, VaultError } from './errors.ts'
import { faultError, Faults } from './faults.ts'
import { checkApiVersion, MAX_BODY_BYTES } from './input.ts'
import { operationOf, type Answer, type Call } from './operations.ts'
import type { SecretStore } from './store.ts'
import { Tally } from './tally.ts'
import type { Face } from './wire.ts'

export interface ServerOptions {
  store: SecretStore
  token: string
  tls: { key: string; cert: string }
  /** 0 takes a free one. */
  port: number
  purgeProtection: boolean
}

export interface Listening {
  url: string
  port: number
  stop(): Promise<void>
}

/** Serves the vault on the loopback address. */
export async function listen(options: ServerOptions): Promise<Listening> {
  // Idle connections stay for longer than clients keep them: one that is closed while a request is on its way is an error there.
  const server = createServer({ key: options.tls.key, cert: options.tls.cert, keepAliveTimeout: 120_000 })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const url = `https://127.0.0.1:${port}`
  const vault = new Vault(options, { url, purgeProtection: options.purgeProtection })
  server.on('request', (request, response) => void vault.serve(request, response))
  return { url, port, stop: () => close(server) }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

class Vault {
  #store: SecretStore
  #token: Buffer
  #face: Face
  #drills = new Drills()
  #faults = new Faults()
  #tally = new Tally()

  constructor({ store, token }: ServerOptions, face: Face) {
    this.#store = store
    this.#token = Buffer.from(token)
    this.#face = face
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answer = await this.#answer(request)
      if (answer === 'hang') return
      if (answer === 'drop') response.destroy()
      else if (answer === 'garbage') response.writeHead(200, { 'content-type': 'application/json' }).end('{"value":')
      else send(response, answer)
    } catch (error) {
      if (error instanceof VaultError) send(response, { status: error.status, body: error.body }, error.headers)
      else {
        process.stderr.write(`vault: ${error instanceof Error ? error.stack : String(error)}\n`)
        send(response, { status: 500, body: { error: { code: 'InternalServerError', message: 'Internal error.' } } })
      }
    }
  }

  async #answer(request: IncomingMessage): Promise<Answer | 'hang' | 'drop' | 'garbage'> {
    const url = new URL(request.url ?? '/', this.#face.url)
    const body = await read(request)
    // Before anything else, as in Key Vault: the first request of a client comes without token and without body.
    this.#authenticate(request, body)
    if (url.pathname === '/sandbox') return { status: 200, body: this.#tally.counts }
    if (url.pathname === '/sandbox/faults') return this.#faults.door(request.method ?? 'GET', body)

    checkApiVersion(url.searchParams)
    const operation = operationOf(callOf(request, url, body), this.#store, this.#face)
    this.#tally.count(operation.verb)
    const fault = this.#faults.strike(operation.verb, operation.name)
    const spoil = fault ? undefined : this.#drills.spoil(operation.verb, operation.name)
    if (fault && 'answer' in fault) throw faultError(fault)
    if (fault && 'hang' in fault) return 'hang'
    if (fault && 'garbage' in fault) return 'garbage'
    if (fault && 'delayMs' in fault) await wait(fault.delayMs)
    if (spoil?.kind === 'refuse') throw spoil.error
    const drop = fault && 'drop' in fault ? fault.drop : spoil && 'after'
    if (drop === 'before') return 'drop'
    const answer = operation.run()
    return drop === 'after' ? 'drop' : answer
  }

  #authenticate({ headers }: IncomingMessage, body: string): void {
    const [scheme, token] = (headers.authorization ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !token) {
      if (body) this.#tally.count('bodyWithoutToken')
      throw unauthorized('AKV10000: Request is missing a Bearer or PoP token.')
    }
    const given = Buffer.from(token)
    if (given.length !== this.#token.length || !timingSafeEqual(given, this.#token))
      throw unauthorized('AKV10001: The token is not one that this vault accepts.')
  }
}

/** Collects the body, up to a cap, before it is looked at. */
async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw badParameter('The request body is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function callOf({ method = 'GET' }: IncomingMessage, url: URL, body: string): Call {
  try {
    const path = url.pathname.slice(1).split('/').map(decodeURIComponent)
    return { method, path, query: url.searchParams, body }
  } catch {
    throw badParameter('The request URI is not valid.')
  }
}

function send(response: ServerResponse, { status, body }: Answer, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    'x-content-type-options': 'nosniff',
    'x-ms-keyvault-region': 'sandbox',
    'x-ms-request-id': randomUUID(),
    ...(body && { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  })
  response.end(body && JSON.stringify(body))
}
