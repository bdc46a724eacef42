import type { Resolution } from '../workloads/addresses.ts'
import { openChannel } from './channel.ts'
import type { Verdict } from './health.ts'
import { Link, type LinkState } from './link.ts'
import { hostOf, planOf, serviceOf, type Lookup, type Plan, type ServiceType } from './plan.ts'
import { openSession, type Message, type Session } from './session.ts'
import { messageOf, misconfigured, mqttReasonCode, TroubleError, type Place, type Trouble } from './trouble.ts'
import { sideOf, type Dataflow, type SideName } from './types.ts'

/** What a pod gives to the connections of its dataflows. */
export interface Surroundings {
  lookup: Lookup
  resolve(host: string, port: number): Resolution
  /** A token of the pod's service account. Throws a TroubleError. */
  token(audience: string): Promise<string>
  /** The broker did not take the token. */
  forgetToken(audience: string): void
  /** PEM of authorities that are trusted beside the system's roots. */
  roots: readonly string[]
  /** Number of this pod among those of its profile. */
  ordinal: number
  /** How many pods share the work. */
  instances: number
}

export interface SideEvents {
  onMessage?: (message: Message) => void
  onSession(session: Session | undefined): void
  onState(state: LinkState, place: Place): void
  /** Called when the connection was lost, to say more about why. */
  explain?: (trouble: Trouble) => Trouble
}

/** A side as its dataflow and the objects behind it describe it. */
interface Reading {
  place: Place
  service: ServiceType
  topics: readonly string[]
  plan: Plan | TroubleError
}

/** One side of a dataflow that runs: a connection to its endpoint. */
export class Side {
  #name: SideName
  #surroundings: Surroundings
  #events: SideEvents
  #dataflow: string
  #reading: Reading
  #fingerprint: string
  #link: Link
  /** Topic filters that a broker keeps for this client. */
  #subscribed = new Set<string>()

  constructor(name: SideName, dataflow: Dataflow, surroundings: Surroundings, events: SideEvents) {
    this.#name = name
    this.#surroundings = surroundings
    this.#events = events
    this.#dataflow = dataflow.metadata.name
    this.#reading = readSide(dataflow, name, surroundings)
    this.#fingerprint = fingerprintOf(this.#reading)
    this.#link = new Link({
      open: (signal) => this.#open(signal),
      onSession: (session) => events.onSession(session),
      onState: (state) => events.onState(state, this.#reading.place),
    })
  }

  get plan(): Plan | undefined {
    const { plan } = this.#reading
    return plan instanceof TroubleError ? undefined : plan
  }

  get service(): ServiceType {
    return this.#reading.service
  }

  get state(): LinkState {
    return this.#link.state
  }

  /** Reads everything again, and connects anew if that makes another connection. */
  update(dataflow: Dataflow): void {
    const reading = readSide(dataflow, this.#name, this.#surroundings)
    const fingerprint = fingerprintOf(reading)
    if (fingerprint === this.#fingerprint) return
    this.#reading = reading
    this.#fingerprint = fingerprint
    this.#link.kick()
  }

  /** What is to be reported; undefined before the first attempt has ended. */
  verdict(): Verdict | undefined {
    const { state } = this
    if (state.kind === 'pending') return undefined
    if (state.kind === 'up') return { status: 'Available' }
    return {
      status: state.kind === 'shaky' ? 'Degraded' : 'Unavailable',
      reasonCode: this.reasonCode(state.trouble),
      message: messageOf(this.#reading.place, state.trouble),
    }
  }

  reasonCode(trouble: Trouble): string {
    return mqttReasonCode(this.#name, trouble)
  }

  stop(forget: boolean): Promise<void> {
    return this.#link.stop(forget)
  }

  async #open(signal: AbortSignal): Promise<Session> {
    const { plan, topics } = this.#reading
    const { resolve, roots, ordinal, instances, token, forgetToken } = this.#surroundings
    if (plan instanceof TroubleError) throw plan
    const login = plan.token && { username: plan.token.method, password: await token(plan.token.audience) }
    const channel = await openChannel(plan, resolve(plan.host, plan.port), roots, signal)
    const subscriptions = this.#subscriptions(topics, instances)
    try {
      const session = await openSession(channel, {
        plan,
        // A shared subscription has no client that its messages could wait for.
        clean: plan.clean || (this.#name === 'source' && instances > 1),
        clientId: `${plan.clientIdPrefix}${this.#dataflow}-${this.#name}-${ordinal}`,
        login,
        subscriptions,
        stale: [...this.#subscribed].filter((topic) => !subscriptions.includes(topic)),
        onMessage: this.#events.onMessage,
        signal,
      })
      this.#subscribed = new Set(subscriptions)
      const explained = session.ended.then((trouble) => trouble && (this.#events.explain?.(trouble) ?? trouble))
      return { ...session, ended: explained }
    } catch (error) {
      if (plan.token && error instanceof TroubleError && /^CONNACK [45]$/.test(error.trouble.code))
        forgetToken(plan.token.audience)
      throw error
    }
  }

  /** Several instances share the work through a shared subscription, which AIO adds by itself. */
  #subscriptions(topics: readonly string[], instances: number): readonly string[] {
    if (this.#name === 'destination') return []
    return instances > 1 ? topics.map((topic) => `$share/aio-${this.#dataflow}/${topic}`) : topics
  }
}

function readSide(
  dataflow: Dataflow,
  side: SideName,
  { lookup, instances }: Surroundings,
): Reading & { shared: boolean } {
  const { endpoint: name, topics } = sideOf(dataflow, side)
  const endpoint = lookup.endpoint(name)
  const host = endpoint ? hostOf(endpoint) : ''
  const shared = side === 'source' && instances > 1
  const common = { place: { side, endpoint: name, host }, service: serviceOf(host), topics, shared }
  if (!endpoint) return { ...common, plan: misconfigured('EndpointMissing', `there is no DataflowEndpoint "${name}"`) }
  try {
    const plan = planOf(endpoint, lookup)
    if (topics.length === 0) throw misconfigured('TopicMissing', 'the dataflow names no topic on this side')
    if (side === 'destination' && /[+#]/.test(topics[0] ?? ''))
      throw misconfigured('TopicInvalid', `a destination cannot be the topic filter "${topics[0]}"`)
    return { ...common, plan }
  } catch (error) {
    if (error instanceof TroubleError) return { ...common, plan: error }
    throw error
  }
}

/** Two readings of one fingerprint make the same connection. A destination's topic does not: it is used message by message. */
function fingerprintOf({ plan, topics, place, ...rest }: Reading): string {
  const made = plan instanceof TroubleError ? plan.trouble : plan
  return JSON.stringify([made, place.side === 'source' ? topics : [], place, rest])
}
