import { describe, expect, it } from 'vitest'
import { providerClassChoice } from './provider-class-choice'
import type { ProviderClassRow } from './provider-class-row'

const row = (name: string, provider = 'azure'): ProviderClassRow => ({
  name,
  resourceVersion: '1',
  provider,
  vault: 'kv',
  objects: [],
})
const use = (providerClass: string, serviceAccount = 'aio-ssc-sa') => ({ providerClass, serviceAccount })
const choose = (classes: ProviderClassRow[], secrets: ReturnType<typeof use>[] = []) =>
  providerClassChoice(classes, secrets).chosen?.name

describe('providerClassChoice', () => {
  it('takes the only one for Azure', () => {
    expect(choose([row('mine'), row('aws', 'aws')])).toBe('mine')
  })

  it('prefers the one that synced secrets use, then the CLI’s name', () => {
    expect(choose([row('mine'), row('spc-ops-1')], [use('mine')])).toBe('mine')
    expect(choose([row('opc'), row('spc-ops-1')])).toBe('spc-ops-1')
    expect(choose([row('opc'), row('spc-ops-1')], [use('opc', 'another')])).toBe('spc-ops-1')
  })

  it('leaves the choice to a person when more than one is left', () => {
    const { chosen, candidates } = providerClassChoice([row('spc-ops-1'), row('spc-ops-2')], [])
    expect(chosen).toBeUndefined()
    expect(candidates).toHaveLength(2)
    expect(choose([])).toBeUndefined()
  })
})
