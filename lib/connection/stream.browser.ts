import { paths } from '@/lib/core/paths'
import { failed, type Failure, type Result, success } from '@/lib/core/result'
import type { TestBody } from './inputs'
import { linesOf } from './lines'
import type { TestEvent } from './steps'

const silent: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer.',
  next: 'Check that it runs, then try again.',
}

/**
 * Has a draft tried and hands on each event when it comes. A test that was refused, or whose end never came, is a failure;
 * so is one that was stopped, about which nobody wants to hear.
 */
export const followTest = async (
  instanceId: string,
  body: TestBody,
  hear: (event: TestEvent) => void,
  signal: AbortSignal,
): Promise<Result<void>> => {
  const path =
    body.carryTo === undefined ? paths.api.connectionTest(instanceId) : paths.api.connectionTestElsewhere(instanceId)
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      signal,
    })
    if (!response.ok || !response.body) {
      const answer: unknown = await response.json()
      return failed(isFailureBody(answer) ? answer.failure : silent)
    }
    let ended = false
    for await (const line of linesOf(response.body)) {
      // Our own handler behind our own path.
      const event = JSON.parse(line) as TestEvent
      hear(event)
      ended ||= event.kind === 'end'
    }
    return ended ? success(undefined) : failed(silent)
  } catch {
    return failed(silent)
  }
}

const isFailureBody = (body: unknown): body is { failure: Failure } =>
  typeof body === 'object' && body !== null && 'failure' in body && typeof body.failure === 'object'
