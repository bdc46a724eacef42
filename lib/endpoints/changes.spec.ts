import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldChanges, givenFields, labelsOf } from './changes'
import { completeValues } from './form-values'
import { formValues } from './test-arbitraries'
import { endpointTypes } from './types'
import { customMqtt } from './types/custom-mqtt'

const base = completeValues(customMqtt, { ...customMqtt.example.values, keepAlive: '' })

describe('fieldChanges', () => {
  it('tells from what to what, by the names and values on screen', () => {
    expect(fieldChanges(customMqtt, base, { ...base, keepAlive: '30' })).toEqual([
      { field: 'keepAlive', label: 'Keep alive', before: '60 s (default)', after: '30 s' },
    ])
  })

  it('tells of fields that come and go with the method', () => {
    const changes = fieldChanges(customMqtt, base, { ...base, method: 'Anonymous' })
    expect(changes.map(({ field }) => field)).toContain('method')
    expect(changes.find(({ field }) => field === 'secretName')).toEqual({
      field: 'secretName',
      label: expect.any(String),
      before: base.secretName,
    })
  })

  it('has nothing to tell of what stays, and takes back what it tells: for every type', () => {
    for (const type of endpointTypes) {
      fc.assert(
        fc.property(formValues(type), formValues(type), (one, other) => {
          expect(fieldChanges(type, one, one)).toEqual([])
          const swapped = fieldChanges(type, other, one).map(({ before, after, ...field }) => ({
            ...field,
            ...(after !== undefined && { before: after }),
            ...(before !== undefined && { after: before }),
          }))
          expect(swapped).toEqual(fieldChanges(type, one, other))
        }),
      )
    }
  })
})

it('tells what a new endpoint is given', () => {
  expect(givenFields(customMqtt, { ...base, keepAlive: '60' }).map(({ field }) => field)).not.toContain('keepAlive')
  expect(givenFields(customMqtt, base)).toContainEqual({ field: 'host', label: 'Host', after: base.host })
})

it('names fields as people do', () => {
  expect(labelsOf(customMqtt, ['keepAlive', 'host'])).toEqual(['Host', 'Keep alive'])
})
