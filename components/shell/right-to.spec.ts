import { describe, expect, it } from 'vitest'
import { type Permission, permissions } from '@/lib/access/rights/permissions'
import type { Right, Rights } from '@/lib/access/rights/rights'
import { rightTo } from './right-to'

const names = Object.keys(permissions) as Permission[]
const refused = (verb: 'create' | 'delete'): Right => ({
  allowed: false,
  reason: `Needs ${verb} on dataflowendpoints in plant-7.`,
  missing: [{ verb, resource: 'dataflowendpoints' }],
})
const everything = Object.fromEntries(names.map((name) => [name, { allowed: true }])) as Rights
const ask = 'Ask whoever manages access to the cluster.'

describe('rightTo', () => {
  it('allows what is allowed, and everything while nothing is known', () => {
    expect(rightTo(everything, ['endpoints.create', 'endpoints.delete'])).toEqual({ allowed: true })
    expect(rightTo(undefined, names)).toEqual({ allowed: true })
  })

  it('says what is missing and whom to ask', () => {
    const rights = { ...everything, 'endpoints.create': refused('create') }
    expect(rightTo(rights, ['endpoints.create'])).toMatchObject({
      allowed: false,
      reason: `Needs create on dataflowendpoints in plant-7. ${ask}`,
    })
    expect(rightTo(rights, ['endpoints.delete'])).toEqual({ allowed: true })
  })

  it('names everything that is missing, each once', () => {
    const rights: Rights = {
      ...everything,
      'endpoints.create': refused('create'),
      'endpoints.preview': refused('create'),
      'endpoints.delete': refused('delete'),
    }
    expect(rightTo(rights, ['endpoints.create', 'endpoints.preview', 'endpoints.delete'])).toMatchObject({
      reason: `Needs create on dataflowendpoints in plant-7. Needs delete on dataflowendpoints in plant-7. ${ask}`,
    })
  })
})
