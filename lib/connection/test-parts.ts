import { parseException } from '@/lib/core/test-settings'
import { completeValues } from '@/lib/endpoints/form-values'
import { endpointTypeById } from '@/lib/endpoints/types'
import { type ConnectionDraft, connectionDraft } from './draft'
import type { Materials } from './materials.server'
import { type Network, realNetwork, type Way } from './network.server'
import type { TestEvent, TestRun } from './steps'
import { type Test, tryConnection } from './try.server'

/** What tests of this folder share: a draft, a way that may go to loopback and nowhere else, and a run with its events. */

const loopback = ['127.0.0.0/8', '::1'].flatMap((text) => parseException(text) ?? [])

/** Knows no name but `localhost`, and asks nobody. */
export const stillNetwork: Network = {
  lookup: async (name) => {
    if (name !== 'localhost') throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' })
    return ['127.0.0.1']
  },
  open: realNetwork.open,
}

export const way = (more: Partial<Way> = {}): Way => ({
  network: stillNetwork,
  policy: { allow: loopback, deny: [], own: [], reserved: [] },
  names: new Map(),
  namespace: 'azure-iot-operations',
  ...more,
})

export const draft = (host: string, values: Record<string, string> = {}): ConnectionDraft => {
  const type = endpointTypeById('custom-mqtt')
  return connectionDraft(type, completeValues(type, { method: 'Anonymous', tlsMode: 'Disabled', ...values, host }))
}

const nothing: Materials = { tls: {}, login: { kind: 'none' }, detail: '' }

export const attempt = async (
  what: ConnectionDraft,
  {
    held = {},
    events = [],
    ...more
  }: Partial<Omit<Test, 'draft'>> & { held?: Partial<Materials>; events?: TestEvent[] } = {},
): Promise<TestRun> =>
  tryConnection({
    ...{ draft: what, options: {}, way: way(), tell: (event) => events.push(event), operationId: 'op' },
    ...{ materials: async () => ({ ...nothing, ...held }), signal: new AbortController().signal },
    ...more,
  })

/** Each step with how it ended, in short: `tcp passed`, `tls failed: server-name`. */
export const told = ({ steps }: TestRun): string[] =>
  steps.map(({ id, now }) => `${id} ${now.state}${now.state === 'failed' ? `: ${now.problem.id}` : ''}`)

export const problemIn = ({ steps }: TestRun) => {
  const failing = steps.find(({ now }) => now.state === 'failed')
  return failing?.now.state === 'failed' ? failing.now.problem : undefined
}
