import { servePage } from './table-page.ts'

/**
 * The least that a picture of bridges can be: a box for each endpoint, a line and a sign for each bridge, drawn at a press by a
 * bare script. No framework, nothing live, nothing to move.
 */
export const serveBarePicture = (rows: readonly string[][]) => servePage(page(rows))

const page = (rows: readonly string[][]): string => `<!doctype html><html lang="en"><title>Runtime</title><style>
body { margin: 24px; font: 12px sans-serif }
[role=application] { position: relative; height: 600px; overflow: hidden }
.sheet { position: absolute; transform-origin: 0 0 }
svg { position: absolute; overflow: visible; fill: none; stroke: gray }
.box { position: absolute; width: 208px; height: 48px; overflow: hidden; background: white; border: 1px solid gray; border-left-width: 4px; border-radius: 4px }
.sign { position: absolute; height: 24px; min-width: 24px; background: white; border: 1px solid; border-radius: 12px }
</style>
<button>Picture</button><div role="application"></div>
<script>
const rows = ${JSON.stringify(rows).replaceAll('<', '\\u003c')}
document.querySelector('button').onclick = () => {
  const sheet = document.createElement('div')
  sheet.className = 'sheet'
  const places = new Map()
  const box = (name, column) => {
    const known = places.get(name)
    if (known) return known
    const at = { x: 400 * (column + places.size % 6), y: 64 * Math.floor(places.size / 6) }
    places.set(name, at)
    const link = document.createElement('a')
    link.className = 'box'
    link.href = '#'
    link.textContent = name
    link.style.transform = 'translate(' + at.x + 'px, ' + at.y + 'px)'
    sheet.append(link)
    return at
  }
  const space = 'http://www.w3.org/2000/svg'
  const lines = document.createElementNS(space, 'svg')
  sheet.append(lines)
  for (const [name, source, destination, , reason] of rows) {
    const from = box(source, 0)
    const to = box(destination, 1)
    const [x1, y1, x2, y2] = [from.x + 208, from.y + 24, to.x, to.y + 24]
    const line = document.createElementNS(space, 'path')
    line.id = 'line ' + name
    line.setAttribute('d', 'M' + x1 + ' ' + y1 + ' C' + (x1 + 90) + ' ' + y1 + ' ' + (x2 - 90) + ' ' + y2 + ' ' + x2 + ' ' + y2)
    lines.append(line)
    const sign = document.createElement('a')
    sign.className = 'sign'
    sign.href = '#'
    sign.title = name + ' ' + reason
    sign.textContent = reason ? '!' : '✓'
    sign.style.transform = 'translate(' + (x1 + x2) / 2 + 'px, ' + (y1 + y2) / 2 + 'px)'
    sheet.append(sign)
  }
  sheet.style.transform = 'scale(' + 600 / (64 * Math.ceil(places.size / 6)) + ')'
  document.querySelector('[role=application]').append(sheet)
}
</script></html>`
