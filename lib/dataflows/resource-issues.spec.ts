import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newDataflow } from './bridge-spec'
import { bridgeKeys } from './bridge-values'
import { bridgeFieldAt, withFormFields } from './resource-issues'
import { someBridge } from './test-bridges'

describe('bridgeFieldAt', () => {
  it.each([
    ['metadata.name', 'name'],
    ['spec.mode', 'mode'],
    ['spec.profileRef', 'profile'],
    ['spec.operations[0].sourceSettings.endpointRef', 'source'],
    ['spec.operations[0].sourceSettings.dataSources', 'topics'],
    ['spec.operations[12].sourceSettings.dataSources[3]', 'topics'],
    ['spec.operations[0].sourceSettings', 'source'],
    ['spec.operations[1].builtInTransformationSettings.schemaRef', 'schema'],
    ['spec.operations[1].builtInTransformationSettings.serializationFormat', 'format'],
    ['spec.operations[2].destinationSettings', 'destination'],
    ['spec.operations[2].destinationSettings.endpointRef', 'destination'],
    ['spec.operations[2].destinationSettings.dataDestination', 'target'],
    // Nothing of these is in the form.
    ['spec.operations', undefined],
    ['spec.operations[1]', undefined],
    ['spec.operations[1].operationType', undefined],
    ['spec.operations[0].sourceSettings.assetRef', undefined],
    ['spec.operations[0].sourceSettings.dataSourcesToo', undefined],
    ['spec.operations[1].builtInTransformationSettings', undefined],
    ['spec.operations[1].builtInTransformationSettings.map[0].output', undefined],
    ['spec.requestDiskPersistence', undefined],
    ['spec', undefined],
    ['mode', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%s belongs to %s', (path, key) => expect(bridgeFieldAt(path)).toBe(key))

  it('finds the field again that something was written for', () => {
    const text = fc.stringMatching(/^[a-z]{1,6}$/)
    const lines = fc.array(text, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n'))
    fc.assert(
      fc.property(fc.constantFrom(...bridgeKeys), lines, text, (key, topics, one) => {
        const whole = { ...someBridge, schema: 's', format: 'f', profile: 'p' }
        const before = newDataflow('up', whole)
        const after = newDataflow('up', { ...whole, [key]: key === 'topics' ? topics : key === 'mode' ? 'Off' : one })
        for (const path of differing('spec', before.spec, after.spec)) expect(bridgeFieldAt(path), path).toBe(key)
      }),
    )
  })
})

/** The paths at which two values differ, as an API server writes them. */
const differing = (path: string, one: unknown, other: unknown): string[] => {
  if (Array.isArray(one) && Array.isArray(other)) {
    const longer = one.length > other.length ? one : other
    return longer.flatMap((_, at) => differing(`${path}[${at}]`, one[at], other[at]))
  }
  if (isRecord(one) && isRecord(other)) {
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
      differing(`${path}.${key}`, one[key], other[key]),
    )
  }
  return Object.is(one, other) ? [] : [path]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

describe('withFormFields', () => {
  it('moves messages to their fields and keeps those that have none', () => {
    const failure = withFormFields({
      code: 'invalid',
      message: 'm',
      issues: [
        { path: 'spec.operations[0].sourceSettings.dataSources[1]', message: 'is too long' },
        { path: 'spec.requestDiskPersistence', message: 'unknown field' },
      ],
    })
    expect(failure.issues?.map(({ path }) => path)).toEqual(['topics', 'spec.requestDiskPersistence'])
    expect(withFormFields({ code: 'timeout', message: 'm' })).toEqual({ code: 'timeout', message: 'm' })
  })
})
