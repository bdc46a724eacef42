import { describe, expect, it } from 'vitest'
import type { DataflowRow } from './row'
import { endpointUses } from './usage'

const flow = (name: string, part: Partial<DataflowRow>): DataflowRow => ({
  name,
  resourceVersion: '1',
  uid: name,
  profile: 'default',
  mode: 'Enabled',
  ...part,
})

describe('endpointUses', () => {
  it('turns sides into uses, sources first, then by name', () => {
    const uses = endpointUses([
      flow('z-up', { source: { endpoint: 'default', topics: [] }, destination: { endpoint: 'grid', target: 't' } }),
      flow('down', { source: { endpoint: 'grid', topics: [] }, destination: { endpoint: 'default', target: 't' } }),
      flow('a-up', { mode: 'Disabled', profile: 'wide', source: { endpoint: 'default', topics: [] } }),
    ])
    expect(uses.get('default')).toEqual([
      { dataflow: 'a-up', side: 'source', profile: 'wide', mode: 'Disabled' },
      { dataflow: 'z-up', side: 'source', profile: 'default', mode: 'Enabled', otherEndpoint: 'grid' },
      { dataflow: 'down', side: 'destination', profile: 'default', mode: 'Enabled', otherEndpoint: 'grid' },
    ])
    expect(uses.get('grid')?.map(({ side }) => side)).toEqual(['source', 'destination'])
    expect(uses.get('other')).toBeUndefined()
  })

  it('counts both sides of a dataflow that goes from an endpoint to itself', () => {
    const loop = flow('loop', { source: { endpoint: 'x', topics: [] }, destination: { endpoint: 'x', target: '' } })
    expect(endpointUses([loop]).get('x')).toHaveLength(2)
  })
})
