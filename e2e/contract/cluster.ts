import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { KubeConfig } from '@kubernetes/client-node'
import { parse } from 'yaml'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'

/**
 * The cluster that the contract tests run on: the one of KUBECONFIG, else a sandbox of their own. They speak HTTP to it without any
 * code of the portal or of the sandbox's server, in a namespace that they make and remove.
 */

export const AIO = 'connectivity.iotoperations.azure.com'

interface Cause {
  reason: string
  message: string
  field?: string
}

/** What the tests look at of an object, a list or a Status. */
export interface Wire {
  kind: string
  apiVersion: string
  metadata: {
    name: string
    namespace?: string
    uid: string
    resourceVersion: string
    generation?: number
    creationTimestamp: string
    deletionTimestamp?: string
    continue?: string
    remainingItemCount?: number
    labels?: Record<string, string>
    annotations?: Record<string, string>
    finalizers?: string[]
    ownerReferences?: object[]
    managedFields?: { manager: string; operation: string; fieldsV1: object }[]
  }
  spec: Record<string, unknown>
  status: unknown
  items: Wire[]
  // Status
  reason: string
  message: string
  code: number
  details: { name?: string; group?: string; kind?: string; uid?: string; causes?: Cause[] }
  // Table
  columnDefinitions: { name: string; type: string }[]
  rows: { cells: unknown[]; object: Wire }[]
  // ConfigMap, Secret
  data?: Record<string, string>
}

export interface Answer {
  code: number
  body: Wire
  text: string
  headers: IncomingHttpHeaders
}

export interface Call {
  body?: unknown
  type?: string
  headers?: Record<string, string | string[]>
}

export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  object: Wire
}

/** A running watch, read event by event. */
export interface Watching {
  code: number
  /** The next event; undefined when the server has ended the stream. */
  next(): Promise<WatchEvent | undefined>
  close(): void
}

export const MERGE = 'application/merge-patch+json'
export const JSON_PATCH = 'application/json-patch+json'
export const STRATEGIC = 'application/strategic-merge-patch+json'
export const APPLY = 'application/apply-patch+yaml'

interface OwnSandbox {
  sandbox: Sandbox
  directory: string
}

export class TestCluster {
  readonly kubeconfig: string
  readonly namespace: string
  #options: RequestOptions
  #server: string
  #own: OwnSandbox | undefined

  private constructor(kubeconfig: string, server: string, options: RequestOptions, own: OwnSandbox | undefined) {
    this.kubeconfig = kubeconfig
    this.namespace = `contract-${randomBytes(4).toString('hex')}`
    this.#server = server
    this.#options = options
    this.#own = own
  }

  /** Connects, applies the definitions and makes the namespace. */
  static async start(): Promise<TestCluster> {
    return process.env.KUBECONFIG ? TestCluster.#connect(process.env.KUBECONFIG, undefined) : TestCluster.startSandbox()
  }

  /** The same on a sandbox in any case, for what only a sandbox can do. */
  static async startSandbox(): Promise<TestCluster> {
    const directory = await mkdtemp(join(tmpdir(), 'sluice-contract-'))
    const sandbox = await startSandbox({ dir: directory })
    return TestCluster.#connect(sandbox.kubeconfig, { sandbox, directory })
  }

  static async #connect(kubeconfig: string, own: OwnSandbox | undefined): Promise<TestCluster> {
    const config = new KubeConfig()
    config.loadFromFile(kubeconfig)
    const options: RequestOptions = {}
    await config.applyToHTTPSOptions(options)
    const cluster = new TestCluster(kubeconfig, config.getCurrentCluster()?.server ?? '', options, own)
    await cluster.#applyDefinitions()
    const made = await cluster.call('POST', '/api/v1/namespaces', {
      body: { ...ns, metadata: { name: cluster.namespace } },
    })
    if (made.code !== 201) throw new Error(`the cluster refuses a namespace: ${made.text}`)
    return cluster
  }

  /** Removes the namespace, and the sandbox if it was made for the tests. */
  async stop(): Promise<void> {
    await this.call('DELETE', `/api/v1/namespaces/${this.namespace}`)
    if (!this.#own) return
    await this.#own.sandbox.stop()
    await rm(this.#own.directory, { recursive: true, force: true })
  }

  /** The process behind it. */
  get sandbox(): Sandbox {
    if (!this.#own) throw new Error('this cluster is not a sandbox of our own')
    return this.#own.sandbox
  }

  get endpoints(): string {
    return this.path(AIO, 'v1', 'dataflowendpoints')
  }

  /** The path of a resource in the namespace of the tests; the core group is ''. */
  path(group: string, version: string, plural: string): string {
    const root = group ? `/apis/${group}/${version}` : `/api/${version}`
    return `${root}/namespaces/${this.namespace}/${plural}`
  }

  async call(method: string, path: string, { body, type, headers }: Call = {}): Promise<Answer> {
    return answerOf(await this.#open(method, path, body, { 'content-type': type ?? 'application/json', ...headers }))
  }

  /** A GET with this token instead of whatever the kubeconfig holds. */
  asStranger(path: string, token: string): Promise<Answer> {
    const { ca } = this.#options
    const headers = { authorization: `Bearer ${token}` }
    return new Promise((resolve, reject) => {
      const sent = request(`${this.#server}${path}`, { ca, headers, agent: false }, (response) => {
        answerOf(response).then(resolve, reject)
      })
      sent.once('error', reject).end()
    })
  }

  get(path: string, headers: Call['headers'] = {}): Promise<Answer> {
    return this.call('GET', path, { headers })
  }

  post(path: string, body: unknown, headers: Call['headers'] = {}): Promise<Answer> {
    return this.call('POST', path, { body, headers })
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.call('PUT', path, { body })
  }

  patch(path: string, body: unknown, type = MERGE): Promise<Answer> {
    return this.call('PATCH', path, { body, type })
  }

  delete(path: string, body?: unknown): Promise<Answer> {
    return this.call('DELETE', path, { body })
  }

  /** Opens a watch; `path` carries its query but for `watch=1`. */
  async watch(path: string, headers: Call['headers'] = {}): Promise<Watching> {
    const response = await this.#open('GET', `${path}${path.includes('?') ? '&' : '?'}watch=1`, undefined, headers)
    const lines = createInterface(response)[Symbol.asyncIterator]()
    return {
      code: response.statusCode ?? 0,
      next: async () => {
        const { value, done } = await lines.next()
        return done ? undefined : (JSON.parse(value) as WatchEvent)
      },
      close: () => response.destroy(),
    }
  }

  #open(method: string, path: string, body: unknown, headers: NonNullable<Call['headers']>): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
      const length = text === '' ? {} : { 'content-length': String(Buffer.byteLength(text)) }
      const own = this.#options.headers as Record<string, string> | undefined
      // The path goes out as it is; as a URL its dots would be resolved on the way.
      const { hostname, port } = new URL(this.#server)
      const options = { ...this.#options, hostname, port, path, method, headers: { ...own, ...length, ...headers } }
      const sent = request(options, resolve)
      sent.once('error', reject)
      sent.end(text)
    })
  }

  async #applyDefinitions(): Promise<void> {
    const folder = new URL('../../sandbox/crds/', import.meta.url)
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.yaml'))) {
      const definition = parse(await readFile(new URL(file, folder), 'utf8')) as Wire
      const made = await this.post('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition)
      // What is there is somebody's, and stays as it is.
      if (made.code !== 201 && made.code !== 409) throw new Error(`the cluster refuses ${file}: ${made.text}`)
    }
    await eventually(async () => (await this.get(`/apis/${AIO}/v1/dataflowendpoints`)).code === 200)
  }
}

async function answerOf(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  const isJson = response.headers['content-type']?.includes('json') ?? false
  const body = (isJson ? JSON.parse(text) : {}) as Wire
  return { code: response.statusCode ?? 0, text, body, headers: response.headers }
}

const ns = { apiVersion: 'v1', kind: 'Namespace' }

/** Asks again until it holds, for ten seconds at most: for what a real cluster does a moment later. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not become true within ten seconds')
    await pause(20)
  }
}

/** An endpoint as small as the schema allows; settings are laid over it. */
export const endpoint = (name: string, settings: object = {}, metadata: object = {}) => ({
  apiVersion: `${AIO}/v1`,
  kind: 'DataflowEndpoint',
  metadata: { name, ...metadata },
  spec: {
    endpointType: 'Mqtt',
    mqttSettings: { host: 'broker.example:8883', authentication: { method: 'Anonymous' }, ...settings },
  },
})

export const configMap = (name: string, data: Record<string, string>, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
  ...more,
})
