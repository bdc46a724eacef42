import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityOf } from './claims'

const rules = { userClaim: 'sub', userPrefix: '', groupsClaim: 'groups', groupsPrefix: '', tenants: [] }
const claims = { sub: 'operator', name: 'Olga Orlova', groups: ['plant-operators', 'everybody'] }

describe('identityOf', () => {
  it('names the person as people and as the cluster know them', () => {
    expect(identityOf(claims, rules)).toEqual({
      identity: { name: 'Olga Orlova', user: 'operator', groups: ['plant-operators', 'everybody'] },
    })
  })

  it('puts before names what the cluster expects there', () => {
    const prefixed = { ...rules, userClaim: 'oid', userPrefix: 'entra:', groupsPrefix: 'entra-' }
    expect(identityOf({ ...claims, oid: '1' }, prefixed)).toMatchObject({
      identity: { user: 'entra:1', groups: ['entra-plant-operators', 'entra-everybody'] },
    })
  })

  it('takes app roles for groups, and one name for a list of one', () => {
    const roles = { ...rules, groupsClaim: 'roles' }
    expect(identityOf({ ...claims, roles: ['operator'] }, roles)).toMatchObject({ identity: { groups: ['operator'] } })
    expect(identityOf({ ...claims, roles: 'operator' }, roles)).toMatchObject({ identity: { groups: ['operator'] } })
  })

  it('lets a person without groups in, who may then do what the cluster lets everybody do', () => {
    expect(identityOf({ sub: 'operator' }, rules)).toEqual({
      identity: { name: 'operator', user: 'operator', groups: [] },
    })
  })

  it.each([
    [{ groups: undefined, _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://x' } } }],
    [{ groups: undefined, hasgroups: true }],
    [{ groups: undefined, hasgroups: 'true' }],
    [{ groups: ['one'], _claim_names: { groups: 'src1' } }],
  ])('authn-groups-overage: does not take a pointer for no groups: %j', (overage) => {
    expect(identityOf({ ...claims, ...overage }, rules)).toEqual({ problem: 'overage' })
    expect(identityOf({ ...claims, ...overage, roles: ['a'] }, { ...rules, groupsClaim: 'roles' })).toMatchObject({
      identity: { groups: ['a'] },
    })
  })

  it.each([
    ['tenant', { tid: '2' }, { tenants: ['1'] }],
    ['tenant', {}, { tenants: ['1'] }],
    ['nameless', { sub: undefined }, {}],
    ['nameless', { sub: '' }, {}],
    ['nameless', { sub: 7 }, {}],
    ['nameless', { sub: 'a\nb' }, {}],
    ['nameless', { sub: 'a\u202Eb' }, {}],
    ['nameless', { sub: 'a'.repeat(300) }, {}],
    ['groups', { groups: { a: 1 } }, {}],
    ['groups', { groups: ['a', 7] }, {}],
    ['groups', { groups: ['a', 'b\r\nImpersonate-User: root'] }, {}],
    ['reserved', { groups: ['plant-operators', 'system:masters'] }, {}],
    ['reserved', { groups: ['masters'] }, { groupsPrefix: 'system:' }],
    ['reserved', { sub: 'system:serviceaccount:kube-system:admin' }, {}],
    ['reserved', { sub: ' System:admin' }, {}],
  ])('refuses with %s: %j', (problem, changed, more) => {
    expect(identityOf({ ...claims, ...changed }, { ...rules, ...more })).toEqual({ problem })
  })

  it('never names anybody of Kubernetes itself, whatever the claims say', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.string().map((text) => `system:${text}`),
    )
    fc.assert(
      fc.property(anything, anything, (sub, groups) => {
        const answer = identityOf({ sub, groups }, rules)
        if (!('identity' in answer)) return true
        const { user, groups: named } = answer.identity
        return [user, ...named].every((name) => /^[^\p{Cc}]+$/u.test(name) && !/^system:/i.test(name))
      }),
      { numRuns: 500 },
    )
  })
})
