import { describe, expect, it } from 'vitest'
import { completeValues } from './form-values'
import { createInput, deleteInput, previewInput, restoreInput, updateInput } from './inputs'
import { customMqtt } from './types/custom-mqtt'

const values = completeValues(customMqtt, customMqtt.example.values)
const creation = { instance: 'sandbox', type: 'custom-mqtt', name: 'line-4', values }
const change = { ...creation, uid: 'u', base: values }
const removed = { name: 'line-4', spec: { endpointType: 'Mqtt', futureField: [0] }, labels: { a: 'b' } }

const issues = (parsed: { error?: { issues: readonly { path: PropertyKey[] }[] } }) =>
  (parsed.error?.issues ?? []).map(({ path }) => path.map(String).join('.'))

describe('the inputs of the actions', () => {
  it('take what the screens send', () => {
    expect(createInput.safeParse(creation).success).toBe(true)
    expect(updateInput.safeParse(change).success).toBe(true)
    expect(previewInput.safeParse({ ...creation, intent: 'create' }).success).toBe(true)
    expect(previewInput.safeParse({ ...change, intent: 'update' }).success).toBe(true)
    expect(deleteInput.safeParse({ instance: 'sandbox', name: 'x', uid: 'u', typed: 'x' }).success).toBe(true)
    expect(restoreInput.parse({ instance: 'sandbox', removed })).toEqual({ instance: 'sandbox', removed })
  })

  it('strict-body: refuse everything else', () => {
    expect(createInput.safeParse({ ...creation, status: {} }).success).toBe(false)
    expect(createInput.safeParse({ ...creation, type: 'toString' }).success).toBe(false)
    expect(createInput.safeParse({ ...creation, values: { ...values, finalizers: 'x' } }).success).toBe(false)
    expect(createInput.safeParse({ ...creation, values: { host: 'a:1' } }).success).toBe(false)
    expect(issues(updateInput.safeParse({ ...change, base: { ...values, constructor: 'x' } }))).toEqual(['base'])
    expect(issues(updateInput.safeParse({ ...change, values: {} }))).toEqual(['values'])
    expect(previewInput.safeParse({ ...change, intent: 'create' }).success).toBe(false)
    expect(deleteInput.safeParse({ instance: 'sandbox', name: 'x' }).success).toBe(false)
    const polluted: unknown = JSON.parse(
      '{"instance":"sandbox","removed":{"name":"x","spec":{},"__proto__":{"polluted":1}}}',
    )
    expect(restoreInput.safeParse(polluted).success).toBe(false)
    expect({}).not.toHaveProperty('polluted')
  })

  it('leave values to be judged by what the cluster has', () => {
    expect(createInput.safeParse({ ...creation, values: { ...values, host: 'broker' } }).success).toBe(true)
    expect(issues(createInput.safeParse({ ...creation, name: 'Line' }))).toEqual(['name'])
    expect(updateInput.safeParse({ ...change, values: { ...values, protocol: 'Quic' } }).success).toBe(true)
  })

  it.each(['..', '.', 'a/b', 'a?b', '%2e%2e', 'A', '', 'a'.repeat(254)])(
    'name-dots: restore no endpoint named %s',
    (name) => {
      expect(restoreInput.safeParse({ instance: 'sandbox', removed: { ...removed, name } }).success).toBe(false)
    },
  )

  it('refuse a spec that is nested without end, without recursion', () => {
    let spec: object = {}
    for (let depth = 0; depth < 100_000; depth += 1) spec = { spec }
    expect(restoreInput.safeParse({ instance: 'sandbox', removed: { name: 'line-4', spec } }).success).toBe(false)
    expect(restoreInput.safeParse({ instance: 'sandbox', removed: { ...removed, spec: [] } }).success).toBe(false)
    expect(
      restoreInput.safeParse({ instance: 'sandbox', removed: { ...removed, metadata: { finalizers: [] } } }).success,
    ).toBe(false)
  })
})
