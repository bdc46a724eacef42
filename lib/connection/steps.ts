import type { CertificateFacts } from '@/lib/secrets/certificate'
import type { ConnectionDraft } from './draft'
import type { TestOptions } from './inputs'

/** The way to a broker, step by step. */
export type StepId = 'credentials' | 'dns' | 'tcp' | 'tls' | 'websocket' | 'connect' | 'subscribe' | 'publish'

export const stepLabels: Record<StepId, string> = {
  credentials: 'Trust and credentials',
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  websocket: 'WebSocket',
  connect: 'MQTT connect',
  subscribe: 'MQTT subscribe',
  publish: 'MQTT publish',
}

/** The steps that a draft asks for, in their order. */
export const stepsOf = ({ tls, protocol }: ConnectionDraft, { subscribe, publish }: TestOptions): StepId[] => [
  'credentials',
  'dns',
  'tcp',
  ...(tls ? ['tls' as const] : []),
  ...(protocol === 'WebSockets' ? ['websocket' as const] : []),
  'connect',
  ...(subscribe === undefined ? [] : ['subscribe' as const]),
  ...(publish === undefined ? [] : ['publish' as const]),
]

/** Why a step failed: cause, what was seen, what to do. */
export type Problem = {
  /** The row of the tables that matched. */
  id: string
  cause: string
  /** What was seen, word for word. */
  proof: string
  steps: readonly { text: string; /** Key of the field to look at. */ field?: string }[]
  /** Whoever is entitled to may have the stored client certificate presented to this host all the same. */
  carryTo?: string
}

export type StepState =
  | { state: 'waiting' }
  | { state: 'running' }
  | { state: 'passed'; tookMs: number; detail: string }
  | { state: 'failed'; tookMs: number; problem: Problem }
  /** It cannot be tried from here: no fault of the endpoint, and no proof that it is well. */
  | { state: 'untried'; reason: string }
  /** The test ended before. */
  | { state: 'not-reached' }

/** `certificate` without its key, which only comparisons need. */
export type PeerCertificate = Omit<CertificateFacts, 'publicHalf'>

export type Chain = {
  /** The broker's certificate first, then who signed it. */
  certificates: readonly PeerCertificate[]
  /** Does the endpoint's CA vouch for it, and for this host? */
  trusted: boolean
}

/** What a test tells as it goes, one JSON object a line. */
export type TestEvent =
  | { kind: 'begin'; steps: readonly StepId[]; host: string }
  | { kind: 'step'; id: StepId; now: StepState }
  | { kind: 'chain'; chain: Chain }
  | { kind: 'end'; verdict: TestVerdict; tookMs: number; operationId: string }

/** `partly`: nothing failed, and something could not be tried from here. */
export type TestVerdict = 'passed' | 'failed' | 'partly'

/** A test as a screen shows it. */
export type TestRun = {
  host: string
  steps: readonly { id: StepId; now: StepState }[]
  chain?: Chain
  end?: { verdict: TestVerdict; tookMs: number; operationId: string }
}

/** Folds what a test tells into what is shown. A step may be told anew: TLS 1.3 hears of a refused certificate late. */
export const withEvent = (run: TestRun | undefined, event: TestEvent): TestRun | undefined => {
  if (event.kind === 'begin')
    return { host: event.host, steps: event.steps.map((id) => ({ id, now: { state: 'waiting' } })) }
  if (!run) return run
  switch (event.kind) {
    case 'step':
      return { ...run, steps: run.steps.map((step) => (step.id === event.id ? { ...step, now: event.now } : step)) }
    case 'chain':
      return { ...run, chain: event.chain }
    case 'end':
      return {
        ...run,
        steps: run.steps.map((step) => (isOpen(step.now) ? { ...step, now: { state: 'not-reached' } } : step)),
        end: { verdict: event.verdict, tookMs: event.tookMs, operationId: event.operationId },
      }
  }
}

const isOpen = ({ state }: StepState): boolean => state === 'waiting' || state === 'running'

export const verdictOf = (steps: readonly { now: StepState }[]): TestVerdict =>
  steps.some(({ now }) => now.state === 'failed')
    ? 'failed'
    : steps.every(({ now }) => now.state === 'passed')
      ? 'passed'
      : 'partly'
