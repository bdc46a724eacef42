import { describe, expect, it } from 'vitest'
import { contentPolicy } from './content-policy'

describe('contentPolicy', () => {
  it('runs scripts and styles with the nonce only, and is framed by nobody: clickjack', () => {
    const policy = contentPolicy('abc', 'production')
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
    expect(policy).toContain("style-src 'self' 'nonce-abc';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })
})
