import { servePage } from './table-page.ts'
import type { TableOf } from './table-page.ts'

/**
 * The least that a long list can be: a table drawn in part, its few rows used over and over as it is scrolled, with a
 * search. No framework, nothing live, nothing to click. What it cannot do smoothly on a machine nothing can.
 */
export const serveBareList = (table: TableOf) => servePage(page(table))

const page = ({
  region,
  rows,
  rowHeight,
}: TableOf): string => `<!doctype html><html lang="en"><title>${region}</title><style>
body { margin: 24px; font: 14px sans-serif }
[role=region] { position: relative; height: 420px; margin-top: 300px; overflow: auto }
table, tbody { display: block; position: relative }
tr { position: absolute; left: 0; right: 0; display: grid; grid-template-columns: 18% repeat(${(rows[0]?.length ?? 2) - 1}, minmax(0, 1fr)); height: ${rowHeight}px; contain: strict }
th, td { padding: 8px; text-align: left; overflow: clip; white-space: nowrap; border-bottom: 1px solid #ddd }
</style>
<input role="searchbox" aria-label="Search"><select aria-label="Filter by type"><option>All<option>Any (${rows.length})</select>
<div role="region" aria-label="${region}" tabindex="0"><table><tbody></tbody></table></div>
<script>
const all = ${JSON.stringify(rows).replaceAll('<', '\\u003c')}
const texts = all.map((cells) => cells.join(' ').toLowerCase())
const region = document.querySelector('[role=region]')
const body = document.querySelector('tbody')
const drawn = Array.from({ length: Math.ceil(region.clientHeight / ${rowHeight}) + 2 }, () => {
  const row = document.createElement('tr')
  all[0].forEach((_, column) => row.append(document.createElement(column ? 'td' : 'th')))
  row.firstChild.scope = 'row'
  body.append(row)
  return { row, shows: undefined }
})
let shown = all
const draw = () => {
  const first = Math.max(0, Math.floor(region.scrollTop / ${rowHeight}) - 1)
  for (let at = first; at < first + drawn.length; at += 1) {
    const slot = drawn[at % drawn.length]
    const cells = shown[at]
    slot.row.hidden = !cells
    slot.row.style.display = cells ? '' : 'none'
    slot.row.style.top = at * ${rowHeight} + 'px'
    if (!cells || slot.shows === cells) continue
    slot.shows = cells
    cells.forEach((cell, column) => { slot.row.children[column].textContent = cell })
  }
}
const show = (rows) => {
  shown = rows
  body.style.height = rows.length * ${rowHeight} + 'px'
  draw()
}
show(all)
region.addEventListener('scroll', draw, { passive: true })
document.querySelector('input').oninput = ({ target }) => {
  const search = target.value.toLowerCase()
  show(all.filter((_, at) => texts[at].includes(search)))
}
</script></html>`
