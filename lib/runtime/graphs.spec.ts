import { describe, expect, it } from 'vitest'
import { graphRow } from '@/lib/dataflows/projection'
import { endpointsOf } from './bridge'
import { createBridges } from './bridges'
import { endpointsIn, queryBridges, usualOverview } from './overview-query'
import { layoutPicture } from './picture-layout'
import { dataflow, health, minute, noon, pod } from './test-rows'

const source = (endpointRef: string, topic: string) => ({
  name: `from-${endpointRef}`,
  nodeType: 'Source',
  sourceSettings: { endpointRef, dataSources: [topic] },
})
const destination = (endpointRef: string, dataDestination: string) => ({
  name: `to-${endpointRef}`,
  nodeType: 'Destination',
  destinationSettings: { endpointRef, dataDestination },
})
const iso = (at: number) => new Date(at).toISOString()

const graph = (nodes: object[], report?: object) =>
  graphRow({
    metadata: { name: 'enrich', uid: 'g', resourceVersion: '1', creationTimestamp: iso(noon - 60 * minute) },
    spec: { profileRef: 'default', nodes },
    status: report && {
      healthState: { lastTransitionTime: iso(noon - 9 * minute), lastUpdateTime: iso(noon - minute), ...report },
    },
  })

const nodes = [source('default', 'line/#'), source('hall-7', 'hall/#'), destination('cloud', 'up')]

const bridgeOf = (report?: object, all: object[] = nodes) => {
  const [bridge, ...others] = createBridges()({ dataflows: [], graphs: [graph(all, report)], pods: [pod()] }, noon)
  expect(others).toEqual([])
  if (!bridge) throw new Error('There is no bridge.')
  return bridge
}

describe('a graph as a bridge', () => {
  it('has all of its endpoints and topics', () => {
    const bridge = bridgeOf({ status: 'Available' })
    expect(bridge).toMatchObject({ name: 'enrich (graph)', profile: 'default', mode: 'Enabled' })
    expect([endpointsOf(bridge.source), endpointsOf(bridge.destination)]).toEqual([['default', 'hall-7'], ['cloud']])
    expect([bridge.source.topics, bridge.destination.topics]).toEqual([['line/#', 'hall/#'], ['up']])
    expect([bridge.source.state, bridge.destination.state]).toEqual(['connected', 'connected'])
  })

  it.each([
    ['several sources', 'DataflowMqttSourceConnectionFailed', 'degraded', 'affected'],
    ['one destination', 'DataflowMqttTargetConnectionFailed', 'affected', 'disconnected'],
    ['its modules', 'DataflowGraphModuleRuntimeFault', 'affected', 'affected'],
  ])('blames none of several for all: %s', (_, reasonCode, from, to) => {
    const bridge = bridgeOf({ status: 'Unavailable', reasonCode })
    expect([bridge.source.state, bridge.destination.state]).toEqual([from, to])
  })

  it('says that it cannot tell which of them fails', () => {
    const { worst } = bridgeOf({ status: 'Unavailable', reasonCode: 'DataflowMqttSourceConnectionFailed' })
    expect(worst.reason?.text).toBe(
      'One of its 2 sources fails, and not which is reported. Cannot connect to the source broker.',
    )
  })

  it('cannot tell without a report, and stands beside a dataflow of the same name', () => {
    expect(bridgeOf().worst.state).toBe('unknown')
    const both = createBridges()({ dataflows: [dataflow({ name: 'enrich' })], graphs: [graph(nodes)] }, noon)
    expect(both.map(({ name }) => name)).toEqual(['enrich', 'enrich (graph)'])
  })

  it('names a side that has no endpoint', () => {
    const { source: from } = bridgeOf(undefined, [destination('cloud', 'up')])
    expect([from.endpoint, endpointsOf(from)]).toEqual(['', []])
  })

  it('is found by each of its endpoints', () => {
    const all = [bridgeOf({ status: 'Available' })]
    expect(endpointsIn(all).map(({ endpoint }) => endpoint)).toEqual(['cloud', 'default', 'hall-7'])
    for (const endpoint of ['default', 'hall-7', 'cloud'])
      expect(queryBridges(all, { ...usualOverview, endpoint })).toEqual(all)
    expect(queryBridges(all, { ...usualOverview, search: 'hall-7 hall/#' })).toEqual(all)
  })

  it('is drawn from each source to each destination, and is one side of each', () => {
    const plain = createBridges()({ dataflows: [dataflow({ health: health() })] }, noon)
    const { edges, nodes: boxes } = layoutPicture([bridgeOf({ status: 'Available' }), ...plain])
    expect(edges.map(({ source: from, destination: to }) => `${from} ${to}`).sort()).toEqual([
      'default cloud',
      'default partner-hq',
      'hall-7 cloud',
    ])
    expect(boxes.find(({ endpoint }) => endpoint === 'cloud')?.sides).toBe(1)
  })
})
