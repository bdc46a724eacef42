import { describe, expect, it } from 'vitest'
import { endpointTypeById } from '@/lib/endpoints/types'
import { connectionDraft, draftProblems } from './draft'
import { testInput } from './inputs'
import { stepsOf, type TestEvent, verdictOf, withEvent, type TestRun } from './steps'

const type = endpointTypeById('custom-mqtt')
const values = { host: 'Broker.example:8883', method: 'Anonymous' }

describe('connectionDraft', () => {
  it('goes by the values in force', () => {
    expect(connectionDraft(type, values)).toEqual({
      ...{ host: 'Broker.example:8883', name: 'broker.example', port: 8883, path: '', protocol: 'Mqtt', tls: true },
      ...{ caConfigMap: '', method: 'Anonymous', secretName: '', audience: '', clientIdPrefix: '', keepAlive: 60 },
    })
    const hidden = {
      ...values,
      secretName: 'left-over',
      keepAlive: '0',
      host: '[fd00::1]:443/mqtt',
      protocol: 'WebSockets',
    }
    expect(connectionDraft(type, hidden)).toMatchObject({
      ...{ name: 'fd00::1', port: 443, path: '/mqtt', secretName: '', keepAlive: 0, protocol: 'WebSockets' },
    })
  })
})

describe('draftProblems', () => {
  it('minds what a test goes by, and nothing else', () => {
    expect(draftProblems(type, { ...values, sessionExpiry: 'long' })).toEqual([])
    expect(draftProblems(type, { method: 'X509Certificate', host: 'broker' }).map(({ path }) => path)).toEqual([
      'secretName',
      'host',
    ])
  })
})

describe('testInput', () => {
  const input = (body: object) => ({ instance: 'plant', body: { type: 'custom-mqtt', values, options: {}, ...body } })

  it('takes a draft without a name', () => expect(testInput.safeParse(input({})).success).toBe(true))

  it.each([
    { values: { ...values, host: 'http://broker' } },
    { values: { ...values, host: '169.254.169.254' } },
    { values: { ...values, unknown: 'x' } },
    { type: 'kafka' },
    { options: { subscribe: 'a/b#' } },
    { options: { subscribe: '' } },
    { options: { publish: 'a/+' } },
    { options: { publish: '$SYS/broker' } },
    { options: { retain: true } },
    { more: 1 },
  ])('refuses %j', (more) => expect(testInput.safeParse(input(more)).success).toBe(false))

  it.each(['#', '+/a/#', 'a/+/b', '$share/group/a'])('takes the topic filter %s', (subscribe) =>
    expect(testInput.safeParse(input({ options: { subscribe } })).success).toBe(true),
  )
})

describe('stepsOf', () => {
  it('has the steps that the draft asks for', () => {
    const plain = connectionDraft(type, { ...values, tlsMode: 'Disabled' })
    expect(stepsOf(plain, {})).toEqual(['credentials', 'dns', 'tcp', 'connect'])
    const all = connectionDraft(type, { ...values, protocol: 'WebSockets' })
    expect(stepsOf(all, { subscribe: 'a', publish: 'b' })).toEqual([
      ...['credentials', 'dns', 'tcp', 'tls', 'websocket', 'connect', 'subscribe', 'publish'],
    ])
  })
})

describe('withEvent', () => {
  const told = (...events: TestEvent[]) =>
    events.reduce<TestRun | undefined>((run, event) => withEvent(run, event), undefined)
  const begin: TestEvent = { kind: 'begin', host: 'h:1', steps: ['dns', 'tcp', 'connect'] }
  const passed = (id: 'dns' | 'tcp' | 'connect'): TestEvent => ({
    ...{ kind: 'step', id },
    now: { state: 'passed', tookMs: 1, detail: '' },
  })
  const end: TestEvent = { kind: 'end', verdict: 'failed', tookMs: 5, operationId: 'op' }

  it('shows what has happened so far, and at the end what was not reached', () => {
    expect(told(passed('dns'))).toBeUndefined()
    const half = told(begin, passed('dns'), { kind: 'step', id: 'tcp', now: { state: 'running' } })
    expect(half?.steps.map(({ now }) => now.state)).toEqual(['passed', 'running', 'waiting'])
    expect(told(begin, passed('dns'), end)?.steps.map(({ now }) => now.state)).toEqual([
      'passed',
      'not-reached',
      'not-reached',
    ])
  })

  it('lets a step be told anew', () => {
    const problem = { id: 'x', cause: 'y', proof: 'z', steps: [] }
    const run = told(begin, passed('dns'), { kind: 'step', id: 'dns', now: { state: 'failed', tookMs: 2, problem } })
    expect(run?.steps[0]?.now.state).toBe('failed')
    expect(verdictOf(run?.steps ?? [])).toBe('failed')
  })

  it('is passed only when everything was tried', () => {
    expect(verdictOf(told(begin, passed('dns'), passed('tcp'), passed('connect'))?.steps ?? [])).toBe('passed')
    const untried = told(begin, passed('dns'), passed('tcp'), {
      ...{ kind: 'step', id: 'connect', now: { state: 'untried', reason: '' } },
    })
    expect(verdictOf(untried?.steps ?? [])).toBe('partly')
  })
})
