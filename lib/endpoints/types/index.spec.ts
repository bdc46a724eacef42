import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rulesOf } from '../advisories'
import { classify } from '../classify'
import { closedList, completeValues, valuesOf } from '../form-values'
import { newResource } from '../new-resource'
import { endpointPatch } from '../patch'
import { problemsOf } from '../problems'
import type { EndpointSpec } from '../resource-types'
import { readAt, writeAt } from '@/lib/core/tree'
import type { EndpointType } from './define'
import { endpointType, endpointTypeById, endpointTypes } from './index'

const isType = (value: unknown): value is EndpointType =>
  typeof value === 'object' && value !== null && 'fields' in value && 'methods' in value && 'example' in value

/** As somebody writes by hand: the words of closed lists in lower case. */
const withLowerEnums = (type: EndpointType, spec: EndpointSpec): EndpointSpec =>
  type.fields.reduce<EndpointSpec>((tree, field) => {
    const value = readAt(tree, field.path)
    const word = typeof value === 'string' && (closedList(field) !== undefined || field.control.kind === 'method')
    return word ? writeAt(tree, field.path, value.toLowerCase()) : tree
  }, spec)

describe('the list of endpoint types', () => {
  it('names every type that has a file in this folder', async () => {
    const files = readdirSync(import.meta.dirname).filter((file) => !/^(index|define)\.|\.spec\./.test(file))
    const modules: unknown[] = await Promise.all(files.map((file) => import(/* @vite-ignore */ `./${file}`)))
    const found = modules.flatMap((exports) => Object.values(exports as Record<string, unknown>).filter(isType))
    expect(found.length).toBeGreaterThan(2)
    expect(new Set(endpointTypes)).toEqual(new Set(found))
  })

  it('tells ids, labels and host types apart', () => {
    for (const pick of ['id', 'label'] as const) {
      expect(new Set(endpointTypes.map((type) => type[pick])).size).toBe(endpointTypes.length)
    }
    const marks = endpointTypes.flatMap(({ hostType = [] }) => hostType)
    expect(new Set(marks).size).toBe(marks.length)
  })

  it('has a last resort for every endpoint type, and nothing behind it', () => {
    const groups = Map.groupBy(endpointTypes, ({ endpointType }) => endpointType)
    for (const [endpointType, tiles] of groups) {
      expect(classify({ endpointType }, { localServices: [] }).type, endpointType).not.toBeNull()
      // What shares an endpoint type is told apart by its mark at the latest.
      if (tiles.length > 1) for (const { hostType, id } of tiles) expect(hostType, id).toBeDefined()
    }
  })

  it('finds a type by its id and nothing by another', () => {
    expect(endpointType('custom-mqtt')?.label).toBe('Custom MQTT Broker')
    expect(endpointType('toString')).toBeUndefined()
    expect(() => endpointTypeById('toString')).toThrow(RangeError)
  })
})

describe.each(endpointTypes.map((type) => [type.label, type] as const))('%s', (_, type) => {
  it('has one row per key and per path, and no key that the form itself uses', () => {
    const keys = type.fields.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(type.fields.map(({ path }) => path.join('.'))).size).toBe(keys.length)
    expect(keys).not.toContain('name')
    for (const { path } of type.fields) expect(path[0]).toBe(type.settings)
  })

  it('refers to rows that exist', () => {
    const keys = new Set(type.fields.map(({ key }) => key))
    for (const { when } of type.fields) if (when) expect(keys.has(when.field), when.field).toBe(true)
    for (const { field } of rulesOf(type)) expect(keys.has(field), field).toBe(true)
    expect(keys.has(type.address), 'address').toBe(true)
    for (const key of Object.keys(type.example.values)) expect(keys.has(key), key).toBe(true)
  })

  it('asks for a method in fields only where it offers that method', () => {
    const methods: readonly string[] = type.methods.map(({ value }) => value)
    for (const { key, when } of type.fields) {
      if (when?.field === 'method') for (const method of when.is) expect(methods, key).toContain(method)
    }
  })

  it('has rules with ids of their own', () => {
    const ids = rulesOf(type).map(({ id, field }) => `${id} ${field}`)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('gives an example that is valid and complete', () => {
    const { name, values } = type.example
    expect(problemsOf(type, { name, values: completeValues(type, values), cluster: { namespace: 'ns' } })).toEqual([])
    const { spec } = newResource(type, name, values, { hostType: true })
    expect(spec.hostType).toBe(type.hostType)
    expect(classify(spec, { localServices: ['aio-broker'] }).type).toBe(type)
    expect(valuesOf(type, spec)).toEqual(completeValues(type, values))
  })

  it('is found again in any letter case, and opening it writes nothing', () => {
    const { spec } = newResource(type, type.example.name, type.example.values, { hostType: true })
    const [endpointType, hostType] = [spec.endpointType, spec.hostType].map((word) => word?.toUpperCase())
    const shouted = withLowerEnums(type, { ...spec, endpointType, ...(hostType && { hostType }) })
    expect(classify(shouted, { localServices: ['aio-broker'] }).type).toBe(type)
    const values = valuesOf(type, shouted)
    expect(values).toEqual(completeValues(type, type.example.values))
    expect(endpointPatch(type, shouted, values)).toBeUndefined()
  })

  it('is read and written under the name that the cluster gives its settings', () => {
    const settings = type.settings.toLowerCase()
    const { spec } = newResource(type, 'made-here', type.example.values, { hostType: false, settings })
    expect(Object.keys(spec).sort()).toEqual(['endpointType', settings].sort())
    expect(valuesOf(type, spec)).toEqual(completeValues(type, type.example.values))
    const cleared = endpointPatch(type, spec, completeValues(type))
    expect(Object.keys(cleared ?? {})).toEqual([settings])
  })

  it('writes sentences: hints end with a full stop', () => {
    for (const { key, hint } of type.fields) expect(hint, key).toMatch(/[.]$/)
    expect(type.sentence).toMatch(/[.]$/)
  })
})

describe('labels and methods', () => {
  const of = (id: string) => endpointTypeById(id)
  const labels = (id: string, tab: 'basic' | 'advanced') =>
    of(id)
      .fields.filter((field) => field.tab === tab)
      .map(({ label }) => label)
  const methods = (id: string) => of(id).methods.map(({ label }) => label)

  it('are those of the local form', () => {
    expect(methods('local-mqtt')).toEqual(['Service account token', 'X509 certificate', 'None'])
    expect(labels('local-mqtt', 'basic')).toEqual([
      'Host',
      'Authentication method',
      'Service audience',
      'Synced secret name',
    ])
  })

  it('are those of the Event Grid form', () => {
    expect(methods('event-grid-mqtt')).toEqual([
      'System assigned managed identity',
      'User assigned managed identity',
      'X509 certificate',
    ])
    expect(labels('event-grid-mqtt', 'basic')).toEqual([
      'Host',
      'Authentication method',
      'Client ID',
      'Tenant ID',
      'Synced secret name',
    ])
    expect(labels('event-grid-mqtt', 'advanced')).toEqual(expect.arrayContaining(['Audience', 'Scope']))
  })

  it('are those of the custom form', () => {
    expect(methods('custom-mqtt')).toEqual([
      'Service account token',
      'X509 certificate',
      'System assigned managed identity',
      'User assigned managed identity',
      'None',
    ])
  })

  it.each([
    ['event-hubs', ['System assigned managed identity', 'User assigned managed identity', 'SASL']],
    [
      'custom-kafka',
      ['SASL', 'System assigned managed identity', 'User assigned managed identity', 'X509 certificate', 'None'],
    ],
    ['fabric-real-time', ['System assigned managed identity', 'User assigned managed identity', 'SASL']],
    ['fabric-onelake', ['System assigned managed identity', 'User assigned managed identity']],
    ['data-explorer', ['System assigned managed identity', 'User assigned managed identity']],
    ['data-lake', ['System assigned managed identity', 'User assigned managed identity', 'Access token']],
    ['local-storage', []],
    ['open-telemetry', ['Service account token', 'X509 certificate', 'None']],
  ])('are those of %s', (id, expected) => {
    expect(methods(id)).toEqual(expected)
  })

  it.each(['event-hubs', 'custom-kafka', 'fabric-real-time'])('has every Kafka setting: %s', (id) => {
    expect(labels(id, 'advanced')).toEqual(
      expect.arrayContaining([
        'Compression',
        'Copy MQTT properties',
        'Kafka acknowledgments',
        'Partition handling strategy',
        'Partition key property',
        'Consumer group ID',
        'Batching enabled',
        'Batching latency',
        'Maximum bytes',
        'Message count',
        'TLS mode enabled',
        'Trusted CA certificate config map',
        'Cloud event attributes',
      ]),
    )
  })

  it('take no other compression of Event Hubs than Gzip', () => {
    const compression = of('event-hubs').fields.find(({ key }) => key === 'compression')
    expect(compression && closedList(compression)).toEqual(['None', 'Gzip'])
  })

  it.each(['local-mqtt', 'event-grid-mqtt', 'custom-mqtt'])('has every Advanced setting: %s', (id) => {
    expect(labels(id, 'advanced')).toEqual(
      expect.arrayContaining([
        'TLS mode enabled',
        'Trusted CA certificate config map',
        'Client ID prefix',
        'Quality of service (QoS)',
        'Retain',
        'Session expiry',
        'Protocol',
        'Maximum in-flight messages',
        'Keep alive',
        'Cloud event attributes',
      ]),
    )
  })
})
