import { describe, expect, it } from 'vitest'
import { usualVaultRule } from '@/lib/core/vault-settings'
import { resourceNames } from '@/lib/kubernetes/resources'
import { goesThroughVault, grantOf, isWrite, type Need, partsOf, permissionNames } from './permissions'
import { forbiddenBy, rightOf, rightsFrom } from './rights'

const nothing = () => false

describe('rightOf', () => {
  it.each<[Parameters<typeof rightOf>[0], string]>([
    [[['create:dataflowendpoints']], 'Needs create on dataflowendpoints in plant-7.'],
    [[['create:secrets', 'patch:secrets']], 'Needs create or patch on secrets in plant-7.'],
    [[['get:secretsyncs', 'get:secrets']], 'Needs get on secretsyncs or get on secrets in plant-7.'],
    [[['get:dataflows'], ['list:pods']], 'Needs get on dataflows and list on pods in plant-7.'],
  ])('says what is missing: %j', (grant, reason) => {
    expect(rightOf(grant, nothing, 'plant-7')).toMatchObject({ allowed: false, reason })
  })

  it('names only what is missing, and is content with one of several', () => {
    const grant = [['get:dataflows', 'list:dataflows'], ['list:pods']] as const
    const allows = (need: Need) => need === 'list:dataflows'
    expect(rightOf(grant, allows, 'plant-7')).toEqual({
      allowed: false,
      reason: 'Needs list on pods in plant-7.',
      missing: [{ verb: 'list', resource: 'pods' }],
    })
    expect(rightOf(grant, (need) => allows(need) || need === 'list:pods', 'plant-7')).toEqual({ allowed: true })
  })

  it('asks nothing of whoever is signed in where nothing is needed', () => {
    expect(rightOf([], nothing, 'plant-7')).toEqual({ allowed: true })
  })
})

describe('permissions', () => {
  it('name kinds that there are', () => {
    for (const permission of permissionNames) {
      for (const need of grantOf(permission, usualVaultRule).flat()) {
        expect([...resourceNames, 'pods/proxy']).toContain(partsOf(need).resource)
      }
    }
  })

  it('are never free for all where something is written', () => {
    const rights = rightsFrom(usualVaultRule, nothing, 'plant-7')
    const free = permissionNames.filter((permission) => rights[permission].allowed)
    expect(free).toEqual(['rights.read'])
    expect(free.some(isWrite)).toBe(false)
  })

  it('hold whoever uses the portal’s identity at a vault to the rule for vaults', () => {
    const rule = ['delete:secretproviderclasses'] as const
    const held = permissionNames.filter((permission) => grantOf(permission, rule).some((oneOf) => oneOf === rule))
    expect(held).toEqual(permissionNames.filter(goesThroughVault))
    expect(held).toContain('secrets.store')
    const right = rightOf(grantOf('secrets.write', rule), (need) => need === 'create:secrets', 'plant-7')
    expect(right).toMatchObject({ allowed: false, reason: 'Needs delete on secretproviderclasses in plant-7.' })
  })
})

describe('forbiddenBy', () => {
  it('says what is missing and whom to ask', () => {
    const right = rightOf([['patch:dataflows']], nothing, 'plant-7')
    if (right.allowed) throw new Error('expected a refusal')
    expect(forbiddenBy(right)).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('Needs patch on dataflows in plant-7.'),
      next: expect.stringMatching(/^Ask /),
    })
  })
})
