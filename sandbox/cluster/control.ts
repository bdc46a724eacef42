import type { Server } from 'node:https'
import type { Faults } from './faults.ts'
import { ApiError, badRequest, methodNotAllowed } from './status.ts'
import type { Store } from './store.ts'
import { record, text } from './types.ts'
import type { Watches } from './watch.ts'
import { WATCH_DRILLS } from './watch-drills.ts'

/** The control door at /sandbox: no part of Kubernetes, and open to the administrator only. See README.md, "Drills". */
export class Control {
  #faults: Faults
  #watches: Pick<Watches, 'count' | 'drill'>
  #store: Pick<Store, 'revision' | 'compact'> | undefined
  #connections = 0

  /** Without a store there is no history here to tell of or to forget. */
  constructor(
    server: Server,
    faults: Faults,
    watches: Pick<Watches, 'count' | 'drill'>,
    store?: Pick<Store, 'revision' | 'compact'>,
  ) {
    this.#store = store
    this.#faults = faults
    this.#watches = watches
    server.on('secureConnection', (socket) => {
      this.#connections += 1
      socket.on('close', () => (this.#connections -= 1))
    })
  }

  answer(isAdministrator: boolean, method: string, [what]: readonly string[], body: unknown): unknown {
    if (!isAdministrator) throw new ApiError(403, 'Forbidden', 'the control door is for the administrator')
    switch (`${method} ${what ?? ''}`) {
      case 'GET ':
        return this.#state()
      case 'GET faults':
        return this.#faults.rules
      case 'POST faults':
        this.#faults.replace(body)
        return this.#faults.rules
      case 'DELETE faults':
        this.#faults.replace([])
        return []
      case 'POST compact':
        if (!this.#store) throw methodNotAllowed()
        this.#store.compact()
        return this.#state()
      case 'POST watches':
        return this.#drillWatches(record(body))
      default:
        throw methodNotAllowed()
    }
  }

  #state(): unknown {
    return {
      ...(this.#store && { resourceVersion: String(this.#store.revision) }),
      connections: this.#connections,
      watches: this.#watches.count(),
      faults: this.#faults.rules.length,
    }
  }

  /** {"resource": "<group>/<plural>", "do": "<drill>"}: makes running watches misbehave. */
  #drillWatches(body: Record<string, unknown>): unknown {
    const drill = WATCH_DRILLS.find((known) => known === body.do)
    if (!drill) throw badRequest(`do is one of ${WATCH_DRILLS.join(', ')}`)
    return { watches: this.#watches.drill(text(body.resource), drill) }
  }
}
