import type { Failure } from '@/lib/core/result'
import type { BridgeKey } from './bridge-values'

/** Where the fields of a bridge's form stand in the resource, whichever operation it is. */
const places: readonly (readonly [string, BridgeKey | 'name'])[] = [
  ['metadata.name', 'name'],
  ['spec.operations.sourceSettings.endpointRef', 'source'],
  ['spec.operations.sourceSettings.dataSources', 'topics'],
  ['spec.operations.destinationSettings.endpointRef', 'destination'],
  ['spec.operations.destinationSettings.dataDestination', 'target'],
  ['spec.operations.builtInTransformationSettings.schemaRef', 'schema'],
  ['spec.operations.builtInTransformationSettings.serializationFormat', 'format'],
  ['spec.profileRef', 'profile'],
  ['spec.mode', 'mode'],
]

/** A side as a whole is spoken for by its endpoint. */
const sides: Readonly<Record<string, BridgeKey>> = {
  'spec.operations.sourceSettings': 'source',
  'spec.operations.destinationSettings': 'destination',
}

/** The form field that a path of the resource belongs to, when there is one: `spec.mode` → `mode`. */
export const bridgeFieldAt = (path: string): BridgeKey | 'name' | undefined => {
  const place = path.replace(/^(spec\.operations)\[\d+\]/, '$1')
  // The field itself, or something in it at which the server points, such as one of several topic filters.
  const field = places.find(([at]) => place === at || place.startsWith(`${at}[`) || place.startsWith(`${at}.`))
  return field?.[1] ?? (Object.hasOwn(sides, place) ? sides[place] : undefined)
}

/** An API server's failure with its field errors beside the fields of the form; what belongs to none keeps its path. */
export const withFormFields = (failure: Failure): Failure =>
  failure.issues
    ? {
        ...failure,
        issues: failure.issues.map((issue) => ({ ...issue, path: bridgeFieldAt(issue.path) ?? issue.path })),
      }
    : failure
