export type Point = { x: number; y: number }

/** A cubic Bézier curve. */
export type Curve = { from: Point; first: Point; second: Point; to: Point }

/** From left to right, leaving and arriving level. */
export const curveThrough = (from: Point, to: Point): Curve => {
  const reach = Math.max(40, Math.abs(to.x - from.x) / 2)
  return { from, first: { x: from.x + reach, y: from.y }, second: { x: to.x - reach, y: to.y }, to }
}

/** From left to right, through a height half way: around what stands between. */
export const curveAround = (from: Point, to: Point, height: number): Curve => {
  const { first, second } = curveThrough(from, to)
  // Half way a cubic curve stands at an eighth of its ends and three eighths of its handles.
  const y = (8 * height - from.y - to.y) / 6
  return { from, first: { x: first.x, y }, second: { x: second.x, y }, to }
}

/** From a box's right side back to its left, below it. */
export const loopBelow = ({ x, y }: Point, { width, height }: { width: number; height: number }): Curve => {
  const middle = y + height / 2
  const depth = height * 2
  return {
    from: { x: x + width, y: middle },
    first: { x: x + width + 90, y: middle + depth },
    second: { x: x - 90, y: middle + depth },
    to: { x, y: middle },
  }
}

/** The point of a curve at a share of its way, 0 to 1. */
export const between = ({ from, first, second, to }: Curve, share: number): Point => {
  const rest = 1 - share
  const mix = (a: number, b: number, c: number, d: number) =>
    rest ** 3 * a + 3 * rest ** 2 * share * b + 3 * rest * share ** 2 * c + share ** 3 * d
  return { x: mix(from.x, first.x, second.x, to.x), y: mix(from.y, first.y, second.y, to.y) }
}

/** The point of a curve that runs from left to right, so many pixels away from one of its ends. */
export const anchor = (curve: Curve, distance: number, end: 'start' | 'end'): Point => {
  const x = end === 'start' ? curve.from.x + distance : curve.to.x - distance
  let [low, high] = [0, 1]
  // Thirty halvings of a share are far below a pixel.
  for (let step = 0; step < 30; step += 1) {
    const share = (low + high) / 2
    if (between(curve, share).x < x) low = share
    else high = share
  }
  return between(curve, (low + high) / 2)
}

/** The curve as the `d` of an SVG path. */
export const pathOf = ({ from, first, second, to }: Curve): string =>
  `M${text(from)} C${text(first)} ${text(second)} ${text(to)}`

const text = ({ x, y }: Point): string => `${round(x)},${round(y)}`
const round = (value: number): number => Math.round(value * 10) / 10
