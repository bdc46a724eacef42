import { fold, type Verdict } from './health.ts'
import type { LinkState } from './link.ts'
import type { PodMetrics } from './metrics.ts'
import { Outbox } from './outbox.ts'
import type { Message } from './session.ts'
import { Side, type Surroundings } from './side.ts'
import type { Place, Trouble } from './trouble.ts'
import { sideOf, type Dataflow, type SideName } from './types.ts'

export interface BridgeEvents {
  /** Something that is reported may have changed. */
  onChange(): void
  /** A side was connected, or was lost, or cannot be connected. */
  onTransition(connected: boolean, place: Place, words: string): void
}

/** A dataflow that runs in this pod: messages of the source go to the destination as they are. */
export class Bridge {
  #dataflow: Dataflow
  #metrics: PodMetrics
  #events: BridgeEvents
  #outbox: Outbox
  #source: Side
  #destination: Side
  /** What was last told of each side, so that only changes are told. */
  #told: Partial<Record<SideName, string>> = {}

  constructor(dataflow: Dataflow, surroundings: Surroundings, metrics: PodMetrics, events: BridgeEvents) {
    this.#dataflow = dataflow
    this.#metrics = metrics
    this.#events = events
    this.#outbox = new Outbox(
      {
        sent: ({ payload }, ms) => metrics.sent(this.#destination.service, payload.length, ms / 1_000),
        retried: () => metrics.retried(this.#destination.service),
        failed: () => metrics.failed(this.#destination.service),
        dropped: () => metrics.droppedWhenBusy(this.#source.service),
      },
      100,
    )
    this.#destination = new Side('destination', dataflow, surroundings, {
      onSession: (session) => {
        if (!session) return this.#outbox.detach()
        this.#outbox.limit(this.#destination.plan?.maxInflight ?? 100)
        this.#outbox.attach(session)
      },
      onState: (state, place) => this.#stateOf(this.#destination, state, place),
      explain: (trouble) => this.#explained(trouble),
    })
    this.#source = new Side('source', dataflow, surroundings, {
      onMessage: (message) => this.#pass(message),
      onSession: () => undefined,
      onState: (state, place) => this.#stateOf(this.#source, state, place),
    })
  }

  get uid(): string {
    return this.#dataflow.metadata.uid
  }

  get generation(): number | undefined {
    return this.#dataflow.metadata.generation
  }

  /** The dataflow, or something that it refers to, has changed. */
  update(dataflow: Dataflow): void {
    this.#dataflow = dataflow
    this.#source.update(dataflow)
    this.#destination.update(dataflow)
  }

  /** What this pod reports: the worse side, with the words of both. Undefined until both sides have had their first attempt. */
  verdict(): Verdict | undefined {
    const sides = [this.#source.verdict(), this.#destination.verdict()].filter((verdict) => verdict !== undefined)
    const worst = sides.length === 2 ? fold(sides) : undefined
    if (!worst?.message) return worst
    const other = sides.find((verdict) => verdict !== worst)
    return other?.message ? { ...worst, message: `${worst.message}; and ${other.message}` } : worst
  }

  /** `forget`: the dataflow no longer runs here, so the brokers need keep nothing for it. */
  async stop(forget: boolean): Promise<void> {
    await Promise.all([this.#source.stop(forget), this.#destination.stop(forget)])
  }

  #stateOf(side: Side, state: LinkState, place: Place): void {
    const told = state.kind === 'down' || state.kind === 'shaky' ? `${state.trouble.layer} ${state.trouble.code}` : ''
    if (state.kind !== 'pending' && this.#told[place.side] !== told) {
      this.#told[place.side] = told
      const { service } = side
      if (state.kind === 'up') this.#events.onTransition(true, place, '')
      else {
        this.#metrics.error(place.side, service, side.reasonCode(state.trouble))
        this.#events.onTransition(false, place, `${told}: ${state.trouble.words}`)
      }
    }
    this.#events.onChange()
  }

  /** Without MQTT 5 a broker that does not take a message can only close the connection. */
  #explained(trouble: Trouble): Trouble {
    if (trouble.code !== 'CLOSED' || !this.#outbox.holdsRetained) return trouble
    return { ...trouble, words: 'the broker closed the connection instead of taking a retained message' }
  }

  #pass({ topic, payload, retain }: Message): void {
    const started = performance.now()
    const plan = this.#destination.plan
    const to = destinationOf(sideOf(this.#dataflow, 'destination').topics[0] ?? '', topic)
    const { qos, keepRetain } = plan ?? { qos: 1, keepRetain: false }
    this.#outbox.put({ topic: to, payload, qos, retain: retain && keepRetain })
    this.#metrics.received(this.#source.service, payload.length, (performance.now() - started) / 1_000)
  }
}

/** The topic that a message goes to; `${inputTopic}` and `${inputTopic.2}` stand for the source's topic and its second part. */
const destinationOf = (destination: string, topic: string) =>
  destination.replace(/\$\{inputTopic(?:\.(\d+))?\}/g, (_, part?: string) =>
    part === undefined ? topic : (topic.split('/')[Number(part) - 1] ?? ''),
  )
