import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergePatched } from '@/lib/core/tree'
import { part, parts } from '@/lib/kubernetes/fields'
import { bridgePatch, newDataflow } from './bridge-spec'
import { bridgeValuesOf, operationAt, operationKinds, sameBridge, trimmed } from './bridge-values'
import { bridgeValues, someBridge, specs } from './test-bridges'

const applied = (spec: unknown, values: typeof someBridge) => mergePatched(spec, bridgePatch(spec, values) ?? {})

describe('newDataflow', () => {
  it('holds what was chosen and pins no default but the profile', () => {
    expect(newDataflow('uplink-telemetry', someBridge)).toEqual({
      metadata: { name: 'uplink-telemetry' },
      spec: {
        profileRef: 'default',
        operations: [
          {
            operationType: 'Source',
            sourceSettings: { endpointRef: 'default', dataSources: ['plant/+/telemetry', 'plant/energy/#'] },
          },
          {
            operationType: 'Destination',
            destinationSettings: { endpointRef: 'uplink', dataDestination: 'site/telemetry' },
          },
        ],
      },
    })
  })

  it('puts a schema between both sides', () => {
    const { spec } = newDataflow('x', {
      ...someBridge,
      schema: 'aio-sr://plant/t:1',
      format: 'Delta',
      mode: 'Disabled',
    })
    expect(parts(spec.operations).map(({ operationType }) => operationType)).toEqual([
      'Source',
      'BuiltInTransformation',
      'Destination',
    ])
    expect(parts(spec.operations)[1]?.builtInTransformationSettings).toEqual({
      schemaRef: 'aio-sr://plant/t:1',
      serializationFormat: 'Delta',
    })
    expect(spec.mode).toBe('Disabled')
  })

  it('shows in a form what went into it', () => {
    fc.assert(
      fc.property(bridgeValues(), (values) => {
        expect(bridgeValuesOf(newDataflow('x', values).spec)).toEqual(trimmed(values))
      }),
    )
  })
})

describe('bridgePatch', () => {
  it('is nothing where nothing differs', () => {
    fc.assert(fc.property(specs(), (spec) => bridgePatch(spec, bridgeValuesOf(spec)) === undefined))
  })

  it('makes any dataflow show any values, all but its profile', () => {
    fc.assert(
      fc.property(specs(), bridgeValues(), (spec, values) => {
        const { profile } = bridgeValuesOf(spec)
        expect(bridgeValuesOf(applied(spec, values))).toEqual({ ...trimmed(values), profile })
      }),
    )
  })

  it('unknown-fields-survive: everything that no form shows is as it was', () => {
    fc.assert(
      fc.property(specs(), bridgeValues(), (spec, values) => {
        const after = applied(spec, values)
        const { operations: before, mode: _, ...rest } = part(spec)
        const { operations: now, mode: __, ...restAfter } = after
        expect(restAfter).toEqual(rest)
        for (const kind of ['source', 'transformation', 'destination'] as const) {
          const [old, at] = [parts(before), operationAt(parts(before), kind)]
          if (at < 0) continue
          const { settings } = operationKinds[kind]
          const [{ [settings]: was, ...own }, { [settings]: is, ...ownAfter }] = [
            part(old[at]),
            part(parts(now)[operationAt(parts(now), kind)]),
          ]
          expect(ownAfter).toEqual(own)
          const shown = ['endpointRef', 'dataSources', 'dataDestination', 'schemaRef', 'serializationFormat']
          const hidden = (held: unknown) => Object.entries(part(held)).filter(([key]) => !shown.includes(key))
          expect(hidden(is)).toEqual(hidden(was))
        }
      }),
    )
  })

  it('keeps map and filter where the destination changes', () => {
    const between = {
      operationType: 'BuiltInTransformation',
      builtInTransformationSettings: { filter: [{ inputs: ['t'], expression: '$1 < 4' }], map: [{ inputs: ['*'] }] },
    }
    const { spec } = newDataflow('x', someBridge)
    const [source, destination] = parts(spec.operations)
    const patch = bridgePatch({ ...spec, operations: [source, between, destination] }, { ...someBridge, target: 'c' })
    expect(patch).toEqual({
      operations: [
        source,
        between,
        { ...destination, destinationSettings: { endpointRef: 'uplink', dataDestination: 'c' } },
      ],
    })
  })

  it('writes the mode alone where only that differs', () => {
    const { spec } = newDataflow('x', someBridge)
    expect(bridgePatch(spec, { ...someBridge, mode: 'Disabled' })).toEqual({ mode: 'Disabled' })
  })
})

describe('bridgeValuesOf', () => {
  it('is total', () => {
    fc.assert(fc.property(fc.jsonValue(), (spec) => void bridgeValuesOf(spec)))
  })
  it('does not mind spaces and empty lines', () => {
    expect(sameBridge(someBridge, { ...someBridge, topics: ` ${someBridge.topics.replace('\n', ' \n\n')} ` })).toBe(
      true,
    )
  })
})
