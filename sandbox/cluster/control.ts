import type { Server } from 'node:https'
import type { Identity } from './access.ts'
import type { Faults } from './faults.ts'
import { ApiError, badRequest, methodNotAllowed } from './status.ts'
import type { Store } from './store.ts'
import { record, text } from './types.ts'
import type { WatchDrill, Watches } from './watch.ts'

const DRILLS: readonly WatchDrill[] = ['bookmark', 'garbage', 'error-410', 'error-500', 'stall', 'end']

/** The control door at /sandbox: no part of Kubernetes, and open to the administrator only. See README.md, "Drills". */
export class Control {
  #store: Store
  #faults: Faults
  #watches: Watches
  #connections = 0

  constructor(store: Store, faults: Faults, watches: Watches, server: Server) {
    this.#store = store
    this.#faults = faults
    this.#watches = watches
    server.on('secureConnection', (socket) => {
      this.#connections += 1
      socket.on('close', () => (this.#connections -= 1))
    })
  }

  answer({ groups }: Identity, method: string, [what]: readonly string[], body: unknown): unknown {
    if (!groups.includes('system:masters'))
      throw new ApiError(403, 'Forbidden', 'the control door is for the administrator')
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
      resourceVersion: String(this.#store.revision),
      connections: this.#connections,
      watches: this.#watches.count(),
      faults: this.#faults.rules.length,
    }
  }

  /** {"resource": "<group>/<plural>", "do": "<drill>"}: makes running watches misbehave. */
  #drillWatches(body: Record<string, unknown>): unknown {
    const drill = DRILLS.find((known) => known === body.do)
    if (!drill) throw badRequest(`do is one of ${DRILLS.join(', ')}`)
    return { watches: this.#watches.drill(text(body.resource), drill) }
  }
}
