import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anchor, between, curveThrough, pathOf } from './picture-curve'
import { layoutPicture, mostUnused, nodeSize } from './picture-layout'
import { worstFirst, type StateName } from './state'

const bridge = (
  name: string,
  from: string,
  to: string,
  source: StateName = 'connected',
  destination: StateName = 'connected',
) => ({
  name,
  source: { endpoint: from, state: source },
  destination: { endpoint: to, state: destination },
  worst: { state: worstFirst.find((state) => state === source || state === destination) ?? 'connected' },
})

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)

describe('layoutPicture', () => {
  it('draws nothing from nothing', () => {
    expect(layoutPicture([])).toEqual({ nodes: [], edges: [], width: 0, height: 0, omitted: 0, omittedUnused: 0 })
  })

  it('puts sources left, destinations right and default between them', () => {
    const { nodes, edges } = layoutPicture([
      bridge('in', 'partner', 'default'),
      bridge('out', 'default', 'partner'),
      bridge('through', 'machine', 'cloud'),
    ])
    const at = new Map(nodes.map((node) => [node.id, node]))
    expect(new Set(ids(nodes))).toEqual(
      new Set(['left machine', 'left partner', 'middle default', 'right cloud', 'right partner']),
    )
    expect(at.get('left partner')?.x).toBeLessThan(at.get('middle default')?.x ?? 0)
    expect(at.get('middle default')?.x).toBeLessThan(at.get('right partner')?.x ?? 0)
    expect(new Set(ids(edges))).toEqual(
      new Set(['left machine → right cloud', 'left partner → middle default', 'middle default → right partner']),
    )
  })

  it('makes one line of the bridges between the same two endpoints, in the worst state', () => {
    const { edges, nodes } = layoutPicture([
      bridge('b', 'default', 'cloud'),
      bridge('c', 'default', 'cloud', 'affected', 'disconnected'),
      bridge('a', 'default', 'cloud'),
      bridge('other-way', 'cloud', 'default'),
    ])
    expect(edges.map(({ bridges, state }) => [bridges, state])).toEqual([
      [['c', 'a', 'b'], 'disconnected'],
      [['other-way'], 'connected'],
    ])
    // Affected by cloud's trouble once, but it works for three other bridges.
    expect(nodes.find(({ id }) => id === 'middle default')).toMatchObject({ state: 'connected', sides: 4 })
  })

  it('orders by name, and moves nothing when a state changes', () => {
    const of = (state: StateName) =>
      layoutPicture([
        bridge('1', 'default', 'line-10'),
        bridge('2', 'default', 'line-9', 'affected', state),
        bridge('3', 'default', 'c-slow', 'degraded', 'degraded'),
      ]).nodes.map(({ endpoint, x, y }) => ({ endpoint, x, y }))
    const right = of('disconnected').slice(1)
    expect(right.map(({ endpoint }) => endpoint)).toEqual(['c-slow', 'line-9', 'line-10'])
    expect(of('connected')).toEqual(of('disconnected'))
  })

  it('draws a bridge from an endpoint to itself as a loop below it', () => {
    const { edges, nodes } = layoutPicture([bridge('loop', 'default', 'default')])
    expect(nodes).toHaveLength(1)
    expect(edges[0]?.mark.y).toBeGreaterThan(nodeSize.height)
  })

  it('leads a line that passes default around it', () => {
    const { nodes, edges } = layoutPicture([
      bridge('in', 'a', 'default'),
      bridge('out', 'default', 'c'),
      bridge('past', 'b', 'd'),
      bridge('in-too', 'b', 'default'),
    ])
    const hub = nodes.find(({ place }) => place === 'middle')
    const past = edges.find(({ id }) => id === 'left b → right d')
    if (!hub || !past) throw new Error('not drawn')
    const { y } = between(past.curve, 0.5)
    expect(y < hub.y || y > hub.y + nodeSize.height).toBe(true)
  })

  it('leaves out the best when there are too many, and says how many', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      bridge(`b${index}`, 'default', `e${index}`, 'connected', index === 49 ? 'disconnected' : 'connected'),
    )
    const picture = layoutPicture(many, [], 20)
    expect(picture.edges).toHaveLength(20)
    expect(picture.omitted).toBe(30)
    expect(picture.edges[0]?.bridges).toEqual(['b49'])
  })

  it('sets apart the endpoints that no bridge uses, after all others, and moves nothing for them', () => {
    const bridges = [bridge('in', 'partner', 'default'), bridge('out', 'default', 'cloud')]
    const without = layoutPicture(bridges)
    const picture = layoutPicture(bridges, ['spare-10', 'default', 'cloud', 'spare-9', 'partner', 'spare-9'])
    const unused = picture.nodes.filter(({ place }) => place === 'unused')
    expect(unused.map(({ endpoint, state, sides }) => [endpoint, state, sides])).toEqual([
      ['spare-9', 'not-in-use', 0],
      ['spare-10', 'not-in-use', 0],
    ])
    expect(Math.min(...unused.map(({ x }) => x))).toBeGreaterThan(without.width)
    expect(picture.nodes.slice(0, 3).map(({ id, x }) => [id, x])).toEqual(without.nodes.map(({ id, x }) => [id, x]))
    expect(picture.edges.map(({ id }) => id)).toEqual(ids(without.edges))
  })

  it('shows of thousands that no bridge uses a few, the local broker first, and says how many more there are', () => {
    const names = [...Array.from({ length: 10_000 }, (_, index) => `a${index}`), 'default']
    const picture = layoutPicture([], names)
    expect(picture.nodes).toHaveLength(mostUnused)
    expect(picture.omittedUnused).toBe(10_001 - mostUnused)
    expect(picture.nodes.slice(0, 3).map(({ endpoint }) => endpoint)).toEqual(['default', 'a0', 'a1'])
    expect(picture.width).toBeLessThan(2 * picture.height)
  })

  it('takes an endpoint for used whose line was left out', () => {
    const picture = layoutPicture([bridge('1', 'a', 'b'), bridge('2', 'c', 'd')], ['c', 'd', 'e'], 1)
    expect(picture.omitted).toBe(1)
    expect(ids(picture.nodes)).toEqual(['left a', 'right b', 'unused e'])
  })

  const name = fc.constantFrom('default', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'constructor', '', '→')
  const state = fc.constantFrom(...worstFirst)
  const bridges = fc
    .array(fc.tuple(name, name, state, state), { maxLength: 60 })
    .map((list) => list.map(([from, to, one, other], index) => bridge(`b${index}`, from, to, one, other)))

  it('is total: every bridge is on one line, nodes never overlap, marks stand inside', () => {
    fc.assert(
      fc.property(bridges, fc.array(name), (list, endpoints) => {
        const { nodes, edges, width } = layoutPicture(list, endpoints)
        expect(edges.flatMap((edge) => edge.bridges).sort()).toEqual(list.map((one) => one.name).sort())
        for (const [index, a] of nodes.entries())
          for (const b of nodes.slice(index + 1)) {
            const apart = Math.abs(a.x - b.x) >= nodeSize.width || Math.abs(a.y - b.y) >= nodeSize.height
            expect(apart).toBe(true)
          }
        for (const { mark, curve } of edges) {
          expect(mark.x).toBeGreaterThanOrEqual(Math.min(curve.from.x, curve.to.x))
          expect(mark.x).toBeLessThanOrEqual(Math.max(curve.from.x, curve.to.x, width))
          expect(pathOf(curve)).not.toContain('NaN')
        }
      }),
    )
  })

  it('does not depend on the order of the bridges', () => {
    fc.assert(
      fc.property(bridges, fc.array(name), (list, endpoints) => {
        const reversed = layoutPicture([...list].reverse(), [...endpoints].reverse())
        expect(reversed).toEqual(layoutPicture(list, endpoints))
      }),
    )
  })
})

describe('anchor', () => {
  const curve = curveThrough({ x: 0, y: 0 }, { x: 400, y: 300 })
  it('finds the point of the curve at a distance from either end', () => {
    expect(anchor(curve, 30, 'start').x).toBeCloseTo(30, 3)
    expect(anchor(curve, 30, 'start').y).toBeLessThan(20)
    expect(anchor(curve, 30, 'end').x).toBeCloseTo(370, 3)
    expect(anchor(curve, 30, 'end').y).toBeGreaterThan(280)
  })
})
