import { describe, expect, test } from 'vitest'
import { sourceOf } from './source'

const overview = {
  extension: true,
  vaults: ['kv-plant'],
  providerClass: 'spc',
  providerClasses: [
    { name: 'spc', vault: 'KV-Plant' },
    { name: 'other', vault: 'kv-plant' },
  ],
  now: 0,
}

describe('sourceOf', () => {
  test('takes the instance’s own provider class without asking', () => {
    expect(sourceOf(overview, undefined)).toEqual({
      state: 'ready',
      source: { vault: 'KV-Plant', providerClass: 'spc' },
    })
  })

  test('asks where several fit, and takes what was chosen', () => {
    const several = { ...overview, providerClass: undefined }
    expect(sourceOf(several, undefined)).toMatchObject({
      state: 'choose',
      options: [{ value: 'spc' }, { value: 'other' }],
    })
    expect(sourceOf(several, 'other')).toMatchObject({ state: 'ready', source: { providerClass: 'other' } })
  })

  test('says why there is none', () => {
    expect(sourceOf({ ...overview, vaults: [] }, undefined)).toMatchObject({
      state: 'closed',
      title: 'This portal is connected to no Key Vault.',
    })
    expect(sourceOf({ ...overview, providerClass: undefined, providerClasses: [] }, undefined)).toMatchObject({
      state: 'closed',
      title: 'This instance has no provider class that reads from a Key Vault.',
    })
    expect(sourceOf({ ...overview, vaults: ['elsewhere'] }, undefined)).toMatchObject({
      state: 'closed',
      title: expect.stringContaining('not connected'),
    })
  })

  test('needs no provider class without the extension', () => {
    const bare = { ...overview, extension: false, providerClass: undefined, providerClasses: [] }
    expect(sourceOf(bare, undefined)).toEqual({ state: 'ready', source: { vault: 'kv-plant' } })
    expect(sourceOf({ ...bare, vaults: ['a', 'b'] }, undefined)).toMatchObject({ state: 'choose' })
    expect(sourceOf({ ...bare, vaults: ['a', 'b'] }, 'b')).toEqual({ state: 'ready', source: { vault: 'b' } })
  })
})
