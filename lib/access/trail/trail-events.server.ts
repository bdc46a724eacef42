import 'server-only'
import { hostname } from 'node:os'
import { processWide } from '@/lib/core/process-wide.server'
import { type Result, success } from '@/lib/core/result'
import { clusterClient } from '@/lib/kubernetes/client.server'
import type { Instance } from '@/lib/kubernetes/instance'
import { eventName, eventOf, eventPatchOf } from './trail-event'
import { reporter, type TrailRecord } from './trail-record'

/*
 * Records as Events, written by the portal's own identity: whoever operates needs no right on Events, and cannot leave a
 * record out by not having it.
 */

/** A write waits for its record: not for as long as it would wait for its own answer. */
const beginWithinMs = 5_000

export const beginRecord = (instance: Instance, record: TrailRecord): Promise<Result<unknown>> =>
  create(instance, record, { withinMs: beginWithinMs, dryRun: false })

const create = (
  instance: Instance,
  record: TrailRecord,
  { withinMs, dryRun }: { withinMs: number; dryRun: boolean },
): Promise<Result<unknown>> =>
  clusterClient(instance).create('events', eventOf(record, instance.namespace, reportingInstance()), {
    signal: AbortSignal.timeout(withinMs),
    dryRun,
  })

/** Tried twice: what is not completed reads as if nobody knew. */
export const completeRecord = async (instance: Instance, record: TrailRecord): Promise<Result<unknown>> => {
  const client = clusterClient(instance)
  const [name, patch] = [eventName(record), eventPatchOf(record, instance.namespace)]
  const first = await client.mergePatch('events', name, patch)
  return first.ok ? first : client.mergePatch('events', name, patch)
}

const reportingInstance = () => `${reporter}-${hostname()}`.slice(0, 128)

/** A page waits for the answer. */
const trialWithinMs = 1_000

/** What a dry run said is good for so long. */
const knownForMs = 30_000

/** May the portal write records here? Asked of the API server without writing one; a failure says why not. */
export const mayRecord = async (instance: Instance): Promise<Result<void>> => {
  const known = answers().get(instance.id)
  if (known && known.until > Date.now()) return known.answer
  const trial: TrailRecord = {
    ...{ operationId: 'trial', action: 'trial', deed: 'change-endpoint', account: reporter, object: 'trial' },
    ...{ result: 'begun', begun: Date.now(), changed: [], changes: [], merged: [] },
  }
  const asked = await create(instance, trial, { withinMs: trialWithinMs, dryRun: true })
  const answer = asked.ok ? success(undefined) : asked
  answers().set(instance.id, { answer, until: Date.now() + knownForMs })
  return answer
}

const answers = () =>
  processWide('sluice.trail.may-record', () => new Map<string, { answer: Result<void>; until: number }>())
