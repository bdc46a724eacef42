import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import * as connection from './connection/inputs'
import { blankBridge } from './dataflows/bridge-values'
import * as dataflows from './dataflows/inputs'
import * as endpoints from './endpoints/inputs'
import { completeValues } from './endpoints/form-values'
import { customMqtt } from './endpoints/types/custom-mqtt'
import * as secrets from './secrets/inputs'

const values = completeValues(customMqtt, customMqtt.example.values)
const instance = 'sandbox'
const operation = '6f1c1e0a-2b60-4d0b-9a1e-3f5f1b1f0c11'
const named = { instance, name: 'partner-hq' }
const creation = { ...named, type: 'custom-mqtt', values }
const change = { ...creation, uid: 'u-1', base: values }
const bridge = { ...blankBridge, source: 'default', topics: 'a/#', destination: 'partner-hq', target: 'b' }
const pair = { sourcePath: 'partner-key', targetKey: 'client_key.pem' }

/** Everything that actions and handlers take, each with an input that fits. */
const fitting: Record<string, readonly [z.ZodType, ...unknown[]]> = {
  'connection.testInput': [
    connection.testInput,
    {
      instance,
      body: { type: 'custom-mqtt', values, options: { subscribe: 'a/#', publish: 'a/b' }, carryTo: 'h:1' },
    },
    {
      instance,
      body: {
        ...{ type: 'custom-mqtt', values, options: { subscribe: 'a/#' } },
        client: { source: 'staged', certificate: 'c', key: 'k', intermediates: 'i' },
      },
    },
    {
      instance,
      body: {
        ...{ type: 'custom-mqtt', values, options: { subscribe: 'a/#' }, carryTo: 'h:1' },
        client: { source: 'staged', certificate: 'c', key: { vault: 'plant-vault', secret: 'partner-key' } },
      },
    },
  ],
  'connection.testOptions': [connection.testOptions, { subscribe: 'a/#' }],
  'dataflows.detailInput': [dataflows.detailInput, named],
  'dataflows.modeInput': [dataflows.modeInput, { ...named, mode: 'Enabled', uid: 'u-1', resourceVersion: '7' }],
  'dataflows.createInput': [dataflows.createInput, { ...named, values: bridge, like: {} }],
  'dataflows.updateInput': [dataflows.updateInput, { ...named, uid: 'u-1', base: bridge, values: bridge }],
  'dataflows.previewInput': [
    dataflows.previewInput,
    { ...named, values: bridge, like: {}, intent: 'create' },
    { ...named, uid: 'u-1', base: bridge, values: bridge, intent: 'update' },
  ],
  'dataflows.deleteInput': [dataflows.deleteInput, { ...named, uid: 'u-1' }],
  'dataflows.restoreInput': [dataflows.restoreInput, { instance, removed: { name: 'partner-hq', spec: {} } }],
  'endpoints.createInput': [endpoints.createInput, creation],
  'endpoints.updateInput': [endpoints.updateInput, change, { ...change, withinSeconds: 180 }],
  'endpoints.trialInput': [endpoints.trialInput, { ...named, uid: 'u-1', trial: 'abcdefghijkm' }],
  'endpoints.previewInput': [
    endpoints.previewInput,
    { ...creation, intent: 'create' },
    { ...change, intent: 'update' },
  ],
  'endpoints.deleteInput': [endpoints.deleteInput, { ...named, uid: 'u-1', typed: 'partner-hq', override: true }],
  'endpoints.detailInput': [endpoints.detailInput, named],
  'endpoints.servedInput': [endpoints.servedInput, { instance }],
  'endpoints.recreateDefaultInput': [endpoints.recreateDefaultInput, { instance }],
  'endpoints.restoreInput': [endpoints.restoreInput, { instance, removed: { name: 'partner-hq', spec: {} } }],
  'endpoints.importInput': [endpoints.importInput, { ...named, labels: { line: '4' }, spec: {} }],
  'endpoints.importOverInput': [endpoints.importOverInput, { ...named, spec: {}, uid: 'u-1', resourceVersion: '7' }],
  'endpoints.reviewImportInput': [
    endpoints.reviewImportInput,
    { ...named, spec: {} },
    { ...named, spec: {}, uid: 'u-1' },
  ],
  'secrets.saveInput': [
    secrets.saveInput,
    {
      instance,
      vault: 'plant-vault',
      operation,
      mode: 'create',
      secrets: [{ slot: 'other', name: 'partner-key', value: 'x' }],
    },
  ],
  'secrets.recoverInput': [secrets.recoverInput, { instance, vault: 'plant-vault', name: 'partner-key' }],
  'secrets.entriesInput': [
    secrets.entriesInput,
    { ...named, vault: 'plant-vault', objects: [{ name: 'partner-key', fileEncoding: 'utf-8' }] },
  ],
  'secrets.repairInput': [
    secrets.repairInput,
    { ...named, repair: 'add-entries', sourcePaths: ['partner-key'] },
    { ...named, repair: 'set-encoding', sourcePath: 'partner-key', encoding: 'hex' },
  ],
  'secrets.unlistInput': [secrets.unlistInput, { ...named, sourcePaths: ['partner-key'] }],
  'secrets.syncInput': [secrets.syncInput, { ...named, providerClass: 'default-spc', data: [pair] }],
  'secrets.namedInput': [secrets.namedInput, named],
  'secrets.verifyInput': [
    secrets.verifyInput,
    { ...named, expected: [{ targetKey: 'client_key.pem', fingerprint: 'a'.repeat(64) }] },
  ],
  'secrets.directInput': [
    secrets.directInput,
    { ...named, data: [{ targetKey: 'client_key.pem', vault: 'plant-vault', secret: 'partner-key' }] },
  ],
  'secrets.rotateInput': [
    secrets.rotateInput,
    { ...named, operation, values: [{ targetKey: 'client_key.pem', value: 'x' }] },
  ],
  'secrets.deleteInput': [secrets.deleteInput, { ...named, uid: 'u-1', typed: 'partner-hq', removeEntries: true }],
  'secrets.deleteWrittenInput': [secrets.deleteWrittenInput, { ...named, uid: 'u-1' }],
  'secrets.trustInput': [secrets.trustInput, { ...named, pem: 'x', again: true }],
  'secrets.trustDeleteInput': [secrets.trustDeleteInput, { ...named, uid: 'u-1' }],
  'secrets.vaultListInput': [secrets.vaultListInput, { instance, vault: 'plant-vault' }],
  'secrets.vaultsInput': [secrets.vaultsInput, { instance }],
}

/** Parts that hold what an object holds and are checked as a whole by their own specs. */
const free = new Set(['values', 'like', 'base', 'spec', 'labels', 'annotations'])

type Held = Readonly<Record<string, unknown>>

const isHeld = (value: unknown): value is Held => typeof value === 'object' && value !== null

/** The input once for each object inside it, with that object changed. */
function changedEverywhere(input: unknown, change: (held: Held) => unknown): unknown[] {
  if (Array.isArray(input)) {
    return input.flatMap((item, at) => changedEverywhere(item, change).map((other) => input.with(at, other)))
  }
  if (!isHeld(input)) return []
  const inside = Object.entries(input)
    .filter(([key]) => !free.has(key))
    .flatMap(([key, value]) => changedEverywhere(value, change).map((other) => ({ ...input, [key]: other })))
  return [change(input), ...inside]
}

/** As JSON brings it: `__proto__` becomes a property like any other. */
const withKey = (held: Held, key: string): unknown => {
  const text = JSON.stringify(held)
  const comma = Object.keys(held).length > 0 ? ',' : ''
  return JSON.parse(`${text.slice(0, -1)}${comma}${JSON.stringify(key)}:{}}`)
}

const every = Object.entries(fitting).flatMap(([name, [schema, ...inputs]]) =>
  inputs.map((input) => ({ name, schema, input })),
)

describe('what actions and handlers take', () => {
  it('is listed here whole', () => {
    const exported = Object.entries({ connection, dataflows, endpoints, secrets }).flatMap(([folder, schemas]) =>
      Object.keys(schemas).map((name) => `${folder}.${name}`),
    )
    expect(Object.keys(fitting).sort()).toEqual(exported.sort())
  })

  it.each(every)('$name takes what fits', ({ schema, input }) => {
    expect(schema.safeParse(input).error?.issues).toBeUndefined()
  })

  it.each(every)('strict-body: $name refuses what it does not know, at every depth', ({ schema, input }) => {
    const unknown = ['status', 'metadata', 'ownerReferences', 'finalizers', 'managedFields', '__proto__', 'constructor']
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...unknown), fc.string()), (key) => {
        const others = changedEverywhere(input, (held) => (Object.hasOwn(held, key) ? null : withKey(held, key)))
        for (const other of others) expect(schema.safeParse(other).success, JSON.stringify(other)).toBe(false)
      }),
      { numRuns: 50, examples: unknown.map((key): [string] => [key]) },
    )
    expect(Object.keys(Object.prototype)).toEqual([])
    expect({}).not.toHaveProperty('status')
  })

  it.each(every.filter(({ input }) => isHeld(input) && 'name' in input))(
    'name-dots: $name refuses names that are more than a name',
    ({ schema, input }) => {
      const hostile = [
        '.',
        '..',
        '',
        '%2e%2e',
        'a/b',
        'a?b',
        'a#b',
        'a\\b',
        'x'.repeat(254),
        'a\nb',
        '\u0440\u0430rtner',
      ]
      fc.assert(
        fc.property(
          fc.oneof(
            fc.constantFrom(...hostile),
            fc.string().filter((text) => /[^a-zA-Z0-9.\s-]/.test(text)),
            fc.string({ minLength: 254, maxLength: 300 }),
          ),
          (name) => {
            expect(schema.safeParse({ ...(isHeld(input) && input), name }).success, JSON.stringify(name)).toBe(false)
          },
        ),
        { examples: hostile.map((name): [string] => [name]) },
      )
    },
  )

  it.each(every)('oversize: $name is refused in no time when it is huge', ({ schema, input }) => {
    const huge = changedEverywhere(input, (held) =>
      Object.fromEntries(Object.keys(held).map((key) => [key, 'x'.repeat(300_000)])),
    )
    const started = performance.now()
    for (const other of huge) expect(schema.safeParse(other).success).toBe(false)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
