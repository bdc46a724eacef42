import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { impersonationHeaders, mayBeImpersonated } from './impersonation'

const plain = { user: 'ada@plant.example', groups: ['operators', 'line, 4'] }

describe('impersonationHeaders: authz-impersonation-headers', () => {
  it('name the user, and each group in a value of its own', () => {
    expect(impersonationHeaders(plain)).toEqual({
      'impersonate-user': 'ada@plant.example',
      'impersonate-group': ['operators', 'line, 4'],
    })
  })

  it.each([
    'system:masters',
    'system:admin',
    'system:serviceaccount:kube-system:default',
    'System:Masters',
    ' system:masters',
    'system:masters\t',
    '\u00a0system:masters',
    '',
    ' ',
    'a\r\nimpersonate-group: system:masters',
    'a\0b',
    'a\u0085b',
  ])('are not made for %j, as user or as group', (name) => {
    expect(impersonationHeaders({ ...plain, user: name })).toBeUndefined()
    expect(impersonationHeaders({ ...plain, groups: ['operators', name] })).toBeUndefined()
  })

  it('carry every other name as the bytes of its UTF-8', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter(mayBeImpersonated)
    fc.assert(
      fc.property(name, fc.array(name), (user, groups) => {
        const headers = impersonationHeaders({ user, groups })
        const read = (value: string) => Buffer.from(value, 'latin1').toString('utf8')
        expect(read(String(headers?.['impersonate-user']))).toBe(user)
        expect([headers?.['impersonate-group'] ?? []].flat().map(read)).toEqual(groups)
      }),
    )
  })
})
