import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { configMapNameProblem, endpointNameProblem, secretNameProblem } from './name'

describe('endpointNameProblem', () => {
  it.each(['abc', 'a-b', 'a--b', '0a9', 'a'.repeat(63)])('lets %s pass', (name) => {
    expect(endpointNameProblem(name)).toBeUndefined()
  })

  it.each([
    ['', 'Give'],
    ['Abc', 'lower-case'],
    ['a b', 'a space'],
    ['a.b', 'a dot'],
    ['a_b', 'an underscore'],
    ['a/b', '“/”'],
    ['..', 'a dot'],
    ['%2e%2e', '“%”'],
    ['аbc', '“а”'],
    ['-abc', 'begin or end'],
    ['abc-', 'begin or end'],
    ['ab', 'at least 3'],
    ['a'.repeat(64), 'at most 63'],
  ])('says what is wrong with %s', (name, word) => {
    expect(endpointNameProblem(name)).toContain(word)
  })

  it('accepts exactly what Azure accepts', () => {
    const azure = /^[a-z0-9][a-z0-9-]*[a-z0-9]$/
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab0-.A_'), maxLength: 70 }), (name) => {
        expect(endpointNameProblem(name) === undefined).toBe(azure.test(name) && name.length >= 3 && name.length <= 63)
      }),
      { numRuns: 1000 },
    )
  })
})

describe.each([
  ['secret', secretNameProblem],
  ['config map', configMapNameProblem],
])('the name of a %s', (_, problem) => {
  it.each(['partner-x509', 'a', 'a.b-c.d', 'a'.repeat(253)])('may be %s', (name) => {
    expect(problem(name)).toBeUndefined()
  })

  it.each([
    ['secret/client_cert.pem', 'without a slash'],
    ['Partner', 'capital'],
    ['a_b', 'an underscore'],
    ['.a', 'begins and ends'],
    ['a..b', 'begins and ends'],
    ['a-', 'begins and ends'],
    ['a'.repeat(254), 'at most 253'],
  ])('may not be %s', (name, word) => {
    expect(problem(name)).toContain(word)
  })
})
