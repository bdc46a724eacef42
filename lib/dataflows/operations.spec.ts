import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { operationsOf } from './operations'

const between = (builtInTransformationSettings: unknown) =>
  operationsOf({ operations: [{ operationType: 'BuiltInTransformation', builtInTransformationSettings }] })
    .transformation

describe('operationsOf', () => {
  it('reads both sides with all that they say', () => {
    const spec = {
      operations: [
        {
          operationType: 'source',
          sourceSettings: { endpointRef: 'default', dataSources: ['a/#', 'b/+'], assetRef: 'oven', schemaRef: 's:1' },
        },
        {
          operationType: 'Destination',
          destinationSettings: { endpointRef: 'lake', dataDestination: 'telemetry', serializationFormat: 'Parquet' },
        },
      ],
    }
    expect(operationsOf(spec)).toEqual({
      source: { endpoint: 'default', topics: ['a/#', 'b/+'], asset: 'oven', schema: 's:1' },
      destination: { endpoint: 'lake', topics: ['telemetry'], format: 'Parquet' },
    })
  })

  it('tells what happens in between, with the inputs in their places', () => {
    const settings = {
      datasets: [{ key: 'places', inputs: ['$source.asset', '$context(places).asset'], expression: '$1 == $2' }],
      filter: [{ type: 'Filter', inputs: ['temperature', 'limit'], expression: '$1 < $2' }],
      map: [
        { type: 'PassThrough', inputs: ['*'], output: '*' },
        { type: 'Rename', inputs: ['temp'], output: 'temperature' },
        { type: 'PassThrough', inputs: ['unit'], output: 'unit' },
        { type: 'Compute', inputs: ['temp'], output: 'kelvin', expression: '$1 + 273' },
      ],
      schemaRef: 'aio-sr://plant/telemetry:1',
      serializationFormat: 'Json',
    }
    expect(between(settings)).toEqual({
      steps: [
        'Looks up “places” where $source.asset == $context(places).asset',
        'Drops messages where temperature < limit',
        'Passes all other fields unchanged',
        'Writes temp to temperature',
        'Passes unit unchanged',
        'Sets kelvin to temp + 273',
      ],
      schema: 'aio-sr://plant/telemetry:1',
      format: 'Json',
    })
  })

  it('keeps whole what it has no words for', () => {
    const filter = [
      { inputs: ['a'], expression: '$1 > 3' },
      { inputs: ['b'], expression: '$1 > 4', window: '5m' },
    ]
    expect(between({ filter, invented: 7 })).toEqual({ steps: [], rest: { filter, invented: 7 } })
  })

  it('leaves a placeholder that has no input as it stands', () => {
    expect(between({ filter: [{ inputs: ['a'], expression: '$1 > $2' }] })?.steps).toEqual([
      'Drops messages where a > $2',
    ])
  })

  it('is total', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const spec = { operations: [value, { builtInTransformationSettings: value, sourceSettings: value }] }
        expect(operationsOf(spec)).toBeTypeOf('object')
        expect(operationsOf(value)).toBeTypeOf('object')
      }),
    )
  })

  it('takes a key that every object inherits for one without words', () => {
    const settings: unknown = JSON.parse('{"__proto__":[{"inputs":["a"]}],"constructor":[1],"map":[]}')
    expect(between(settings)?.steps).toEqual([])
  })
})
