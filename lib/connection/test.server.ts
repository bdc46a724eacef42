import 'server-only'
import type { Call } from '@/lib/access/call'
import { openRequests } from '@/lib/access/door/open-requests'
import { logUnexpected } from '@/lib/access/trail/audit.server'
import { accountOf, type Viewer } from '@/lib/access/viewer'
import { log } from '@/lib/core/log.server'
import { processWide } from '@/lib/core/process-wide.server'
import { failed, type Failure, type Result, success } from '@/lib/core/result'
import { endpointTypeById } from '@/lib/endpoints/types'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { pickedIn } from './client-choice'
import { connectionDraft } from './draft'
import type { TestInput } from './inputs'
import { materialsOf } from './materials.server'
import { realNetwork } from './network.server'
import { mayTryPicked } from './picked.server'
import { addressPolicy, listedNames } from './policy.server'
import type { TestEvent, TestRun } from './steps'
import { tryConnection } from './try.server'

/** Tries an unsaved draft, or a saved endpoint, from the portal's network, and tells the steps while they happen. */
export const testConnection = (call: Call<TestInput> & { request: Request }) => answered(call, false)

/** The same with a client certificate that is stored for another host. The wrapper has asked for the right to read it. */
export const testElsewhere = (call: Call<TestInput> & { request: Request }) => answered(call, true)

/** So many tests may be under way at a time: for each person, and for all of a replica together. */
const slots = () => processWide('sluice.connection.slots', () => ({ each: openRequests(2), all: openRequests(8) }))

export const openTests = (): number => slots().all.size()

const headers = {
  'content-type': 'application/x-ndjson; charset=utf-8',
  // no-transform keeps compression, and with it buffering, away.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

const answered = async (
  { input, viewer, operationId, note, request }: Call<TestInput> & { request: Request },
  entitled: boolean,
): Promise<Result<unknown> | Response> => {
  const { body } = input
  const instance = instanceOf(input.instance)
  if (!instance.ok) return instance
  const draft = connectionDraft(endpointTypeById(body.type), body.values)
  note({ object: draft.host })
  const { client } = body
  const staged = client.source === 'staged'
  const picked = pickedIn(client).map(({ vault, secret }) => `${vault}/${secret}`)
  const right = picked.length > 0 ? await mayTryPicked(input.instance, viewer) : success(undefined)
  if (!right.ok) return right
  // What was said about one host is not said about another.
  const carries = entitled && body.carryTo === draft.host
  const [policy, names] = await Promise.all([addressPolicy(), listedNames()])
  const leave = enter(viewer)
  if (!leave) return failed(tooManyAtOnce)
  return streamed(
    request,
    (tell, signal) =>
      tryConnection({
        ...{ draft, options: body.options, tell, operationId, signal },
        way: { network: realNetwork, policy, names, namespace: instance.value.namespace },
        materials: (until) => materialsOf({ draft, client, instance: instance.value, viewer, carries }, until),
      }),
    {
      done: (run, left) =>
        logTest({ operationId, who: accountOf(viewer), instance: input.instance, run, carries, staged, picked, left }),
      broken: (error) => logUnexpected(operationId, entitled ? 'endpoints.test-elsewhere' : 'endpoints.test', error),
      leave,
    },
  )
}

const enter = (viewer: Viewer): (() => void) | undefined => {
  const { each, all } = slots()
  const mine = each.enter(accountOf(viewer))
  if (!mine) return undefined
  const ours = all.enter('all')
  if (!ours) mine()
  return (
    ours &&
    (() => {
      mine()
      ours()
    })
  )
}

const tooManyAtOnce: Failure = {
  code: 'rate-limited',
  message: 'Other tests are still under way.',
  next: 'Try again in 10 seconds.',
  retryAfterSeconds: 10,
}

/** The test as a stream of lines. It ends when whoever asked has left. */
const streamed = (
  request: Request,
  work: (tell: (event: TestEvent) => void, signal: AbortSignal) => Promise<TestRun>,
  ends: { done: (run: TestRun, left: boolean) => void; broken: (error: unknown) => void; leave: () => void },
): Response => {
  const leaving = new AbortController()
  const encoder = new TextEncoder()
  // A request's signal is held weakly: without the request nobody would hear that the reader has left.
  const left = () => leaving.signal.aborted || request.signal.aborted
  if (left()) leaving.abort()
  else request.signal.addEventListener('abort', () => leaving.abort(), { once: true })
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const tell = (event: TestEvent) => {
        // JSON on one line: names and certificates cannot forge a line of their own.
        if (!left()) controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`))
      }
      void work(tell, leaving.signal)
        .then((run) => ends.done(run, left()), ends.broken)
        .finally(() => {
          ends.leave()
          if (!left()) controller.close()
        })
    },
    cancel: () => leaving.abort(),
  })
  return new Response(body, { headers })
}

type Tested = {
  operationId: string
  who: string
  instance: string
  run: TestRun
  carries: boolean
  /** With a client certificate that is not in the cluster yet. Nothing of it is said. */
  staged: boolean
  /** The secrets of a vault that it was to present, by name. */
  picked: readonly string[]
  left: boolean
}

/** One line for each test, for whoever looks after the portal: who had it dial what, and what came of it. */
const logTest = ({ run, left, ...who }: Tested) => {
  const failing = run.steps.find(({ now }) => now.state === 'failed')
  const problem = failing?.now.state === 'failed' ? failing.now.problem.id : undefined
  const outcome = left ? { verdict: 'left' } : { verdict: run.end?.verdict, step: failing?.id, problem }
  log().info({ test: { ...who, host: run.host, ...outcome } }, 'connection tested')
}
