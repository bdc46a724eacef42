import { type Bridge, endpointsOf } from './bridge'
import { anchor, between, curveAround, curveThrough, loopBelow, type Curve, type Point } from './picture-curve'
import { againstEndpoint } from './order'
import { worstFirst, type StateName } from './state'

/** Sizes in pixels of the unscaled picture. */
export const nodeSize = { width: 208, height: 48 } as const
const gap = { row: 16, column: 88, middle: 168, unused: 24 } as const
/** From a node's edge to the first mark on a line, and from mark to mark. */
const marks = { first: 30, next: 30 } as const
/** How far a line stays away from a node that it passes. */
const clearance = 28
/** A short side stands in one column; only longer ones are folded. */
const shortColumn = 14

/** Lines beyond this many are left out, the best first: nobody reads more, and a browser draws no more at once. */
const mostEdges = 400

/** Of endpoints that no bridge uses so many are shown: enough to draw to, and few beside the bridges. */
export const mostUnused = 40

export type PictureNode = Point & {
  id: string
  endpoint: string
  /**
   * Where it stands: sources on the left, destinations on the right, the local broker's `default` between them, and what
   * no bridge uses in a block of its own after all others.
   */
  place: 'left' | 'middle' | 'right' | 'unused'
  /** What the sides that it is here say of it. */
  state: StateName
  /** How many sides of bridges it is here. */
  sides: number
}

export type PictureEdge = {
  id: string
  from: string
  to: string
  /** Endpoint names. */
  source: string
  destination: string
  state: StateName
  /** Names of the bridges from one to the other, the worst first. */
  bridges: readonly string[]
  curve: Curve
  /** Where its mark stands: a point of the curve. */
  mark: Point
}

export type Picture = {
  nodes: readonly PictureNode[]
  edges: readonly PictureEdge[]
  width: number
  height: number
  /** Lines that were left out. */
  omitted: number
  /** Endpoints that no bridge uses and that were left out. */
  omittedUnused: number
}

type Drawn = Pick<Bridge, 'name'> & {
  source: Pick<Bridge['source'], 'endpoint' | 'also' | 'state'>
  destination: Pick<Bridge['destination'], 'endpoint' | 'also' | 'state'>
  worst: Pick<Bridge['worst'], 'state'>
}

/**
 * Places the endpoints and the bridges between them: every line runs from left to right, and bridges between the same two
 * endpoints are one line. An endpoint that is source of some bridges and destination of others stands on both sides, but for
 * `default`, which most bridges have on one side. Places go by name and not by state: a picture that is kept open must not
 * move when something fails. The same bridges make the same picture, in whatever order they come. Of `endpoints` those are
 * added that none of the bridges uses, so that the first one can be drawn to them.
 */
export const layoutPicture = (
  bridges: Iterable<Drawn>,
  endpoints: Iterable<string> = [],
  limit = mostEdges,
): Picture => {
  const all = pairs(bridges)
  const shown = all.slice(0, limit)
  const unused = unusedOf(endpoints, all)
  const nodes = place([...collect(shown), ...unused.slice(0, mostUnused)])
  const edges = connect(shown, new Map(nodes.map((node) => [node.id, node])))
  const right = Math.max(0, ...nodes.map(({ x }) => x + nodeSize.width))
  const bottom = Math.max(0, ...nodes.map(({ y }) => y + nodeSize.height))
  return {
    ...{ nodes, edges, width: right, height: bottom },
    omitted: all.length - shown.length,
    omittedUnused: Math.max(0, unused.length - mostUnused),
  }
}

type Pair = { source: string; destination: string; state: StateName; bridges: Drawn[] }

function pairs(bridges: Iterable<Drawn>): Pair[] {
  const found = new Map<string, Pair>()
  for (const [bridge, source, destination] of lines(bridges)) {
    const key = JSON.stringify([source, destination])
    const pair = found.get(key)
    if (!pair) found.set(key, { source, destination, state: bridge.worst.state, bridges: [bridge] })
    else {
      pair.bridges.push(bridge)
      pair.state = worse(pair.state, bridge.worst.state)
    }
  }
  for (const { bridges: own } of found.values()) {
    own.sort((a, b) => rank(a.worst.state) - rank(b.worst.state) || byText(a.name, b.name))
  }
  return [...found.values()].sort(
    (a, b) => rank(a.state) - rank(b.state) || byText(a.source, b.source) || byText(a.destination, b.destination),
  )
}

/** A graph is drawn from each of its sources to each of its destinations: what it does between them only its modules know. */
function* lines(bridges: Iterable<Drawn>): Iterable<readonly [Drawn, string, string]> {
  for (const bridge of bridges)
    for (const source of drawn(bridge.source))
      for (const destination of drawn(bridge.destination)) yield [bridge, source, destination]
}

/** A side that names no endpoint is drawn all the same. */
const drawn = (side: Drawn['source']): readonly string[] => (side.also ? endpointsOf(side) : [side.endpoint])

const hub = 'default'

const nodeId = (place: PictureNode['place'], endpoint: string): string => `${place} ${endpoint}`
const sourcePlace = (endpoint: string) => (endpoint === hub ? 'middle' : 'left')
const destinationPlace = (endpoint: string) => (endpoint === hub ? 'middle' : 'right')

type Unplaced = Omit<PictureNode, 'x' | 'y'>

function collect(shown: readonly Pair[]): Unplaced[] {
  const nodes = new Map<string, Unplaced>()
  const seen = new Set<string>()
  const note = (placed: PictureNode['place'], endpoint: string, state: StateName, bridge: string) => {
    const id = nodeId(placed, endpoint)
    // The lines of one graph to an endpoint are one side.
    if (seen.size === seen.add(`${id}\n${bridge}`).size) return
    const node = nodes.get(id)
    if (!node) nodes.set(id, { id, endpoint, place: placed, state, sides: 1 })
    else {
      const told = againstEndpoint({ state }) < againstEndpoint(node) ? state : node.state
      nodes.set(id, { ...node, state: told, sides: node.sides + 1 })
    }
  }
  for (const pair of shown)
    for (const { name, source, destination } of pair.bridges) {
      note(sourcePlace(pair.source), pair.source, source.state, `${name} from`)
      note(destinationPlace(pair.destination), pair.destination, destination.state, `${name} to`)
    }
  return [...nodes.values()].sort((a, b) => byText(nameKey(a.endpoint), nameKey(b.endpoint)) || byText(a.id, b.id))
}

/** `default` first, since most bridges begin or end there. */
function unusedOf(endpoints: Iterable<string>, all: readonly Pair[]): Unplaced[] {
  const used = new Set(all.flatMap(({ source, destination }) => [source, destination]))
  return [...new Set(endpoints)]
    .filter((endpoint) => !used.has(endpoint))
    .map((endpoint) => ({ endpoint, key: nameKey(endpoint) }))
    .sort(
      (a, b) =>
        Number(b.endpoint === hub) - Number(a.endpoint === hub) ||
        byText(a.key, b.key) ||
        byText(a.endpoint, b.endpoint),
    )
    .map(({ endpoint }) => ({
      ...{ id: nodeId('unused', endpoint), endpoint, place: 'unused' },
      ...{ state: 'not-in-use', sides: 0 },
    }))
}

const places = ['left', 'middle', 'right', 'unused'] as const

function place(nodes: readonly Unplaced[]): PictureNode[] {
  const blocks = places.flatMap((where) => {
    const own = nodes.filter((node) => node.place === where)
    return own.length === 0 ? [] : [{ own, ...fold(own.length, where === 'unused' ? gap.unused : gap.column) }]
  })
  const height = Math.max(0, ...blocks.map((block) => block.height))
  let x = 0
  return blocks.flatMap(({ own, rows, across, ...block }) => {
    const start = x
    x += block.width + gap.middle
    return own.map((node, position) => ({
      ...node,
      x: start + Math.floor(position / rows) * across,
      y: (height - block.height) / 2 + (position % rows) * (nodeSize.height + gap.row),
    }))
  })
}

/** So many columns, equally long, that a long side is about as wide as it is high. */
function fold(count: number, between: number) {
  const [across, down] = [nodeSize.width + between, nodeSize.height + gap.row]
  const most = Math.max(shortColumn, Math.ceil(Math.sqrt((count * across) / down)))
  const columns = Math.ceil(count / most)
  const rows = Math.ceil(count / columns)
  return { rows, across, width: columns * across - between, height: rows * down - gap.row }
}

function connect(shown: readonly Pair[], nodes: ReadonlyMap<string, PictureNode>): PictureEdge[] {
  const drafts = shown.flatMap((pair) => {
    const from = nodes.get(nodeId(sourcePlace(pair.source), pair.source))
    const to = nodes.get(nodeId(destinationPlace(pair.destination), pair.destination))
    return from && to ? [{ ...pair, from, to }] : []
  })
  const degree = new Map<string, number>()
  for (const { from, to } of drafts) {
    if (from === to) continue
    for (const end of [`${from.id} out`, `${to.id} in`]) degree.set(end, (degree.get(end) ?? 0) + 1)
  }
  const hubs = [...nodes.values()].filter(({ place: at }) => at === 'middle')
  const used = new Map<string, number>()
  return drafts.map(({ from, to, source, destination, state, bridges }) => {
    const common = { id: `${from.id} → ${to.id}`, from: from.id, to: to.id, source, destination, state }
    const names = bridges.map(({ name }) => name)
    if (from === to) {
      const curve = loopBelow(from, nodeSize)
      return { ...common, bridges: names, curve, mark: between(curve, 0.5) }
    }
    const curve = route(from, to, hubs)
    // At the end that fewer lines share, marks have the most room.
    const [outOf, into] = [`${from.id} out`, `${to.id} in`]
    const atStart = (degree.get(outOf) ?? 0) < (degree.get(into) ?? 0)
    const end = atStart ? outOf : into
    const before = used.get(end) ?? 0
    used.set(end, before + 1)
    const room = Math.abs(curve.to.x - curve.from.x) / 2
    const step = Math.min(marks.next, Math.max(0, room - marks.first) / Math.max(1, (degree.get(end) ?? 1) - 1))
    const distance = Math.min(room, marks.first) + before * step
    return { ...common, bridges: names, curve, mark: anchor(curve, distance, atStart ? 'start' : 'end') }
  })
}

/** A line that passes what stands in the middle goes above or below it, whichever is nearer. */
function route(from: PictureNode, to: PictureNode, hubs: readonly PictureNode[]): Curve {
  const start = { x: from.x + nodeSize.width, y: from.y + nodeSize.height / 2 }
  const end = { x: to.x, y: to.y + nodeSize.height / 2 }
  const level = (start.y + end.y) / 2
  const [hub] = hubs
  if (!hub || from.place === 'middle' || to.place === 'middle') return curveThrough(start, end)
  const [top, bottom] = [hub.y - clearance, hub.y + nodeSize.height + clearance]
  if (level <= top || level >= bottom) return curveThrough(start, end)
  return curveAround(start, end, level < (top + bottom) / 2 ? top : bottom)
}

const ranks = new Map<StateName, number>(worstFirst.map((state, index) => [state, index]))
const rank = (state: StateName): number => ranks.get(state) ?? 0
const worse = (a: StateName, b: StateName): StateName => (rank(b) < rank(a) ? b : a)

/** Numbers in names count as numbers: `line-9` before `line-10`. */
const nameKey = (name: string): string => name.replace(/\d+/g, (digits) => digits.padStart(12, '0'))

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
