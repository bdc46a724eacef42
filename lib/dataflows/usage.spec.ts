import { describe, expect, it } from 'vitest'
import type { DataflowRow, GraphRow } from './row'
import { endpointUses } from './usage'

const flow = (name: string, part: Partial<DataflowRow>): DataflowRow => ({
  name,
  resourceVersion: '1',
  uid: name,
  profile: 'default',
  mode: 'Enabled',
  createdAt: 0,
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

  it('sees the outer nodes of graphs', () => {
    const graph: GraphRow = {
      name: 'wasm',
      resourceVersion: '1',
      uid: 'g',
      profile: 'default',
      mode: 'Enabled',
      sides: [
        { side: 'source', endpoint: 'default' },
        { side: 'destination', endpoint: 'grid' },
      ],
      topics: { source: [], destination: [] },
      createdAt: 0,
    }
    const uses = endpointUses([flow('up', { source: { endpoint: 'default', topics: [] } })], [graph])
    expect(uses.get('default')?.map(({ dataflow, graph }) => [dataflow, graph])).toEqual([
      ['up', undefined],
      ['wasm', true],
    ])
    expect(uses.get('grid')).toEqual([
      { dataflow: 'wasm', side: 'destination', profile: 'default', mode: 'Enabled', graph: true },
    ])
  })
})
