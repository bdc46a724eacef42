import { describe, expect, it } from 'vitest'
import { deleteRefusal, needsTypedName } from './delete-guard'

const use = { dataflow: 'uplink', side: 'destination' } as const
const guard = { name: 'line-4', uses: [], typed: '', override: false }

describe('deleteRefusal', () => {
  it('lets an unused endpoint go', () => {
    expect(deleteRefusal(guard)).toBeUndefined()
    expect(needsTypedName(guard)).toBe(false)
  })

  it('asks for the name while dataflows use it', () => {
    expect(deleteRefusal({ ...guard, uses: [use] })?.issues).toMatchObject([{ path: 'typed' }])
    expect(deleteRefusal({ ...guard, uses: [use], typed: 'line-5' })).toBeDefined()
    expect(deleteRefusal({ ...guard, uses: [use], typed: 'line-4' })).toBeUndefined()
    expect(deleteRefusal({ ...guard, uses: [use, { ...use, side: 'source' }] })?.message).toContain('A dataflow uses')
  })

  it('refuses `default` without the override, and then asks for its name', () => {
    const standard = { ...guard, name: 'default' }
    expect(deleteRefusal({ ...standard, typed: 'default' })?.issues).toMatchObject([{ path: 'override' }])
    expect(deleteRefusal({ ...standard, override: true })?.issues).toMatchObject([{ path: 'typed' }])
    expect(deleteRefusal({ ...standard, override: true, typed: 'default' })).toBeUndefined()
  })
})
