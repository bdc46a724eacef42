import { X509Certificate } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import https from 'node:https'
import type { RequestOptions } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { KubeConfig } from '@kubernetes/client-node'
import type { Answer } from '../cluster/answer.ts'
import { record, text } from '../cluster/types.ts'

type Security = Pick<RequestOptions, 'ca' | 'cert' | 'key'> & { bearer: string | undefined }

/**
 * The API server behind a front. Callers are there who they are: a bearer token goes on as it is, and whoever shows the client
 * certificate of the kubeconfig is its user.
 */
export class Upstream {
  readonly #target: URL
  readonly #security: Security
  readonly #certified: https.Agent
  readonly #plain: https.Agent

  private constructor(target: URL, security: Security) {
    const { ca, cert, key } = security
    this.#target = target
    this.#security = security
    this.#certified = new https.Agent({ ca, cert, key, keepAlive: true })
    this.#plain = new https.Agent({ ca, keepAlive: true })
  }

  /** The current cluster of a kubeconfig, with its current user's credentials. */
  static async of(config: KubeConfig): Promise<Upstream> {
    const options: RequestOptions = {}
    await config.applyToHTTPSOptions(options)
    const { ca, cert, key, headers } = options
    const bearer = text(record(headers).Authorization)
    return new Upstream(new URL(config.getCurrentCluster()?.server ?? ''), { ca, cert, key, bearer })
  }

  /** Whether somebody asks with the kubeconfig's own credentials. */
  isOwner(request: IncomingMessage): boolean {
    const { authorization } = request.headers
    return authorization === undefined ? this.#isCertified(request) : authorization === this.#security.bearer
  }

  #isCertified(request: IncomingMessage): boolean {
    const { cert } = this.#security
    const shown = (request.socket as TLSSocket).getPeerX509Certificate()
    if (shown === undefined || cert === undefined) return false
    return shown.fingerprint256 === new X509Certificate(cert as string | Buffer).fingerprint256
  }

  /** How a request is asked again there. */
  onward(request: IncomingMessage, length: number): RequestOptions {
    // Those of the one connection stay behind.
    const { connection: _, 'transfer-encoding': __, 'content-length': ___, ...headers } = request.headers
    return {
      method: request.method,
      host: this.#target.hostname,
      port: this.#target.port,
      path: request.url,
      headers: { ...headers, host: this.#target.host, ...(length > 0 && { 'content-length': length }) },
      agent: request.headers.authorization === undefined && this.#isCertified(request) ? this.#certified : this.#plain,
    }
  }

  close(): void {
    this.#certified.destroy()
    this.#plain.destroy()
  }
}

/** Asks, and answers what came, whole. Where nothing comes the caller's connection is cut, as the API server's own would be. */
export function wholeAnswer(
  options: RequestOptions,
  body: Buffer,
  response: ServerResponse,
): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const cut = () => {
      response.destroy()
      resolve(undefined)
    }
    const asked = https.request(options, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).once('error', cut)
      answer.once('end', () => {
        const {
          'content-type': type,
          'content-length': _,
          'transfer-encoding': __,
          connection: ___,
          ...rest
        } = answer.headers
        const headers = Object.fromEntries(
          Object.entries(rest).flatMap(([name, value]) => (value ? [[name, value]] : [])),
        )
        resolve({ code: answer.statusCode ?? 502, body: Buffer.concat(chunks), ...(type && { type }), headers })
      })
    })
    asked.once('error', cut).end(body)
    response.once('close', () => asked.destroy())
  })
}
