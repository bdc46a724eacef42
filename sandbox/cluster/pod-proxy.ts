import { request, type IncomingMessage, type ServerResponse } from 'node:http'
import { loopbackPort } from '../workloads/addresses.ts'
import type { Pod } from '../workloads/types.ts'
import { ApiError, badRequest, methodNotAllowed, notFound } from './status.ts'
import type { Store } from './store.ts'

/**
 * `pods/<name>:<port>/proxy/<path>`: a GET handed on to what runs in the pod (Kubernetes docs, "Access services running on
 * clusters"). Only to 127.0.0.1 and to the port that the pod's annotation names; without credentials.
 */

/** Whoever takes longer to begin an answer is given up. */
const PATIENCE_MS = 10_000

export interface Proxied {
  namespace: string
  /** `<name>` or `<name>:<port>`, where the port may have a name. */
  name: string
  /** What is asked of the pod, query included. */
  path: string
}

/** Writes the pod's answer into the response. Throws what a real server answers when there is no such pod or nothing listens. */
export async function answerFromPod(
  store: Store,
  { namespace, name, path }: Proxied,
  asked: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (asked.method !== 'GET' && asked.method !== 'HEAD') throw methodNotAllowed()
  const [podName = '', wanted, ...more] = name.replace(/^http:/, '').split(':')
  if (more.length > 0 || name.startsWith('https:')) throw badRequest(`invalid pod request ${JSON.stringify(name)}`)
  const found = store.get('/pods', namespace, podName)
  if (!found) throw notFound({ group: '', plural: 'pods' }, podName)
  const pod = found as unknown as Pod
  const target = wanted || pod.spec.containers[0]?.ports?.[0]?.containerPort || 80
  const port = loopbackPort(pod, /^\d+$/.test(String(target)) ? Number(target) : target)
  if (port === undefined) throw unreachable(`dial tcp: nothing listens on port ${target} of the pod`)
  const answer = await ask(port, asked.method, path)
  const { 'content-type': type, 'content-length': length } = answer.headers
  response.writeHead(answer.statusCode ?? 502, {
    ...(type !== undefined && { 'content-type': type }),
    ...(length !== undefined && { 'content-length': length }),
    'cache-control': 'no-cache, private',
  })
  answer.once('error', () => response.destroy())
  response.once('close', () => answer.destroy())
  answer.pipe(response)
}

function ask(port: number, method: string, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, agent: false, timeout: PATIENCE_MS }, resolve)
    sent.once('timeout', () => sent.destroy(new Error('i/o timeout')))
    sent.once('error', (error) => reject(unreachable(error.message)))
    sent.end()
  })
}

const unreachable = (why: string) => new ApiError(503, 'ServiceUnavailable', `error trying to reach service: ${why}`)
