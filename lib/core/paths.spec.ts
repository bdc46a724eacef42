import { describe, expect, it } from 'vitest'
import { paths } from './paths'

describe('paths', () => {
  it('keeps a hostile part inside its part', () => {
    expect(paths.endpoint('a/b', '../c?d#e')).toBe('/a%2Fb/endpoints/..%2Fc%3Fd%23e')
    expect(paths.cloneEndpoint('a', 'custom-mqtt', 'x&y=z')).toBe('/a/endpoints/new/custom-mqtt?from=x%26y%3Dz')
    expect(paths.dataflow('a', '../b')).toBe('/a/dataflows/..%2Fb')
    expect(paths.api.endpoint('a', 'b/c')).toBe('/api/a/endpoints/b%2Fc')
  })

  it('takes the state of the list with or without its question mark', () => {
    expect(paths.endpoints('a')).toBe('/a/endpoints')
    expect(paths.endpoints('a', 'search=x')).toBe('/a/endpoints?search=x')
    expect(paths.endpoints('a', '?search=x')).toBe('/a/endpoints?search=x')
    expect(paths.runtime('a', 'view=picture')).toBe('/a?view=picture')
  })
})
