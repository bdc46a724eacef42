import { describe, expect, it } from 'vitest'
import { openRequests } from './open-requests'

describe('openRequests: rate-limit-login-and-api', () => {
  it('lets in as many at a time as it may, whoever else is there, and forgets who has left', () => {
    const open = openRequests(2)
    const [first, second] = [open.enter('ada'), open.enter('ada')]
    expect(open.enter('ada')).toBeUndefined()
    expect(open.enter('bob')).toBeTypeOf('function')
    first?.()
    const third = open.enter('ada')
    expect(third).toBeTypeOf('function')
    expect(open.enter('ada')).toBeUndefined()
    second?.()
    third?.()
    expect(open.size()).toBe(1)
  })

  it('counts a leaving once', () => {
    const open = openRequests(1)
    const leave = open.enter('ada')
    leave?.()
    leave?.()
    const again = open.enter('ada')
    leave?.()
    expect(open.enter('ada')).toBeUndefined()
    again?.()
    expect(open.size()).toBe(0)
  })
})
