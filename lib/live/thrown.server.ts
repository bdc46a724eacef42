import 'server-only'
import { type ErrorFacts, errorFacts } from '@/lib/core/errors'
import { log } from '@/lib/core/log.server'
import type { Instance } from '@/lib/kubernetes/instance'
import type { ResourceName } from '@/lib/kubernetes/resources'

/** What throws at one object throws at each change of it, and at all others like it. */
const sameAgainMs = 600_000

/**
 * The log of what was thrown over one kind of one instance. Names the kind, the instance and the places in our code, and
 * nothing of the objects. What throws again at the same place is logged once in ten minutes.
 */
export const createThrownLog = (instance: Instance, resource: ResourceName, now: () => number = Date.now) => {
  const loggedAt = new Map<string, number>()
  return (thrown: unknown): void => {
    for (const error of singly(thrown)) {
      const cause = errorFacts(error)
      const kind = kindOf(cause)
      const last = loggedAt.get(kind)
      if (last !== undefined && now() - last < sameAgainMs) continue
      loggedAt.set(kind, now())
      log().error({ instance: instance.id, resource, cause }, 'what the cluster told was not taken')
    }
  }
}

/** What was gathered on the way here: its own place tells nothing, those of its parts do. */
const singly = (thrown: unknown): unknown[] =>
  thrown instanceof AggregateError ? thrown.errors.flatMap(singly) : [thrown]

const kindOf = ({ name, codes, stack }: ErrorFacts): string => [name, ...codes, stack[0]].join(' ')
