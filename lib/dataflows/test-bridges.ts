import * as fc from 'fast-check'
import { blankBridge, type BridgeValues } from './bridge-values'

/** A bridge that could be made. */
export const someBridge: BridgeValues = {
  ...blankBridge,
  source: 'default',
  topics: 'plant/+/telemetry\nplant/energy/#',
  destination: 'uplink',
  target: 'site/telemetry',
}

const line = fc.stringMatching(/^[a-z+#/]{1,8}$/)

/** Whatever a form may hold. */
export const bridgeValues = (): fc.Arbitrary<BridgeValues> =>
  fc.record({
    source: fc.constantFrom('', 'default', 'uplink', ' spaced '),
    topics: fc.array(line, { maxLength: 3 }).map((lines) => lines.join('\n')),
    destination: fc.constantFrom('', 'default', 'uplink'),
    target: fc.constantFrom('', 'a', 'a/b'),
    schema: fc.constantFrom('', 'aio-sr://plant/telemetry:1'),
    format: fc.constantFrom('', 'Parquet', 'Delta'),
    profile: fc.constantFrom('default', 'archive'),
    mode: fc.constantFrom('Enabled', 'Disabled'),
  })

/** Specs with parts that no form shows, well formed and not. */
export const specs = (): fc.Arbitrary<unknown> => {
  const extra = fc.dictionary(fc.constantFrom('name', 'x-own'), fc.jsonValue(), { maxKeys: 2 })
  const source = fc.record({
    operationType: fc.constantFrom('Source', 'source'),
    sourceSettings: fc.record({
      endpointRef: fc.constantFrom('default', 'uplink'),
      dataSources: fc.array(line, { minLength: 1, maxLength: 3 }),
      assetRef: fc.constant('oven'),
    }),
  })
  const between = fc.record({
    operationType: fc.constant('BuiltInTransformation'),
    builtInTransformationSettings: fc.record(
      { map: fc.jsonValue(), filter: fc.jsonValue(), schemaRef: fc.constant('aio-sr://a:1') },
      { requiredKeys: ['map'] },
    ),
  })
  const destination = fc.record({
    operationType: fc.constant('Destination'),
    destinationSettings: fc.record({ endpointRef: fc.constant('uplink'), dataDestination: fc.constant('b') }),
  })
  const withMore = (operation: fc.Arbitrary<object>) =>
    fc.tuple(operation, extra).map(([one, more]) => ({ ...more, ...one }))
  const operations = fc.oneof(
    fc.tuple(withMore(source), withMore(destination)),
    fc.tuple(withMore(source), withMore(between), withMore(destination)),
    fc.tuple(withMore(between)),
    fc.constant([]),
  )
  return fc.record(
    {
      operations,
      profileRef: fc.constantFrom('default', 'archive'),
      mode: fc.constantFrom('Enabled', 'disabled'),
      requestDiskPersistence: fc.constant('Enabled'),
      unknownFutureField: fc.jsonValue(),
    },
    { requiredKeys: ['operations'] },
  )
}
