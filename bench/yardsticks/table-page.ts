import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

/**
 * The simplest page that shows the same list: one table with all its rows, made once, sent from memory, no framework, and
 * a search that hides rows. Nothing is live and nothing can be done with it.
 */
export const serveTable = (table: TableOf) => servePage(page(table))

export type TableOf = {
  /** The label of the region that scrolls. */
  region: string
  /** The name first. */
  rows: readonly string[][]
  /** In pixels. */
  rowHeight: number
}

/** Serves one page, sent from memory. */
export async function servePage(html: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const body = gzipSync(html)
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const page = ({
  region,
  rows,
  rowHeight,
}: TableOf): string => `<!doctype html><html lang="en"><title>${region}</title><style>
body { margin: 24px; font: 14px sans-serif } div { height: 600px; overflow: auto }
table { width: 100%; table-layout: fixed; border-collapse: collapse }
th, td { height: ${rowHeight}px; padding: 0 8px; text-align: left; overflow: hidden; white-space: nowrap; border-bottom: 1px solid #ddd }
</style>
<input role="searchbox" aria-label="Search"><select aria-label="Filter by type"><option>All<option>Any (${rows.length})</select>
<div role="region" aria-label="${region}" tabindex="0"><table><tbody>${rows.map(row).join('')}</tbody></table></div>
<script>
const rows = [...document.querySelectorAll('tr')].map((row) => [row, row.textContent.toLowerCase()])
document.querySelector('input').oninput = ({ target }) => {
  const search = target.value.toLowerCase()
  for (const [row, text] of rows) row.hidden = !text.includes(search)
}
</script></html>`

function row([name, ...cells]: readonly string[]): string {
  return `<tr><th scope="row">${text(name)}</th>${cells.map((cell) => `<td>${text(cell)}</td>`).join('')}</tr>`
}

const text = (value = ''): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
