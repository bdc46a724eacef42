import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Resource } from '../../e2e/cluster.ts'

/**
 * The simplest page that shows the same list: one table with all its rows, made once, sent from memory, no framework, and
 * a search that hides rows. Nothing is live and nothing can be done with it.
 */
export const serveTable = (endpoints: readonly Resource[]) => servePage(page(endpoints))

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

const page = (endpoints: readonly Resource[]): string => `<!doctype html><html lang="en"><title>Endpoints</title><style>
body { margin: 24px; font: 14px sans-serif } div { height: 600px; overflow: auto }
table { width: 100%; table-layout: fixed; border-collapse: collapse }
th, td { height: 43px; padding: 0 8px; text-align: left; overflow: hidden; white-space: nowrap; border-bottom: 1px solid #ddd }
</style>
<input role="searchbox" aria-label="Search"><select aria-label="Filter by type"><option>All<option>Any (${endpoints.length})</select>
<div role="region" aria-label="Dataflow endpoints" tabindex="0"><table><tbody>${endpoints.map(row).join('')}</tbody></table></div>
<script>
const rows = [...document.querySelectorAll('tr')].map((row) => [row, row.textContent.toLowerCase()])
document.querySelector('input').oninput = ({ target }) => {
  const search = target.value.toLowerCase()
  for (const [row, text] of rows) row.hidden = !text.includes(search)
}
</script></html>`

function row(endpoint: Resource): string {
  const [name, ...cells] = cellsOf(endpoint)
  return `<tr><th scope="row">${text(name)}</th>${cells.map((cell) => `<td>${text(cell)}</td>`).join('')}</tr>`
}

/** What a list shows of an endpoint, its name first. */
export function cellsOf({ metadata, spec }: Resource): string[] {
  const [kind = '', settings] = Object.entries(spec).find(([key]) => key.endsWith('Settings')) ?? []
  const { host = '', authentication, tls } = (settings ?? {}) as Settings
  const cells = [kind, host, authentication?.method ?? '', tls?.mode ?? '', '', metadata.creationTimestamp ?? '']
  return [metadata.name ?? '', ...cells.map(String)]
}

type Settings = { host?: string; authentication?: { method: string }; tls?: { mode: string } }

const text = (value = ''): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
