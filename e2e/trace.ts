import { readFile } from 'node:fs/promises'
import { unzip } from './unzip.ts'

/** A line of a trace: what the test did, what was sent and answered, how the page looked. */
type Line = {
  type: string
  snapshot?: { html?: unknown; request?: { postData?: { _file?: string } } }
}

/**
 * A trace of Playwright's, in two: what the test itself put in (the parameters of its calls, text areas as they were
 * typed into, the bodies of requests) and the rest, which came from the portal.
 */
export async function traceOutside(path: string): Promise<{ own: string; rest: string }> {
  const own: string[] = []
  const rest: string[] = []
  const files = unzip(await readFile(path))
  const bodies = new Set<string>()
  for (const [name, content] of files) {
    if (!/\.(trace|network)$/.test(name)) continue
    for (const text of content.toString().split('\n').filter(Boolean)) {
      const line = JSON.parse(text) as Line
      const body = line.snapshot?.request?.postData
      if (body?._file !== undefined) bodies.add(body._file)
      if (line.type === 'before' || line.type === 'log') own.push(text)
      else if (line.type === 'frame-snapshot') {
        own.push(text)
        rest.push(JSON.stringify(withoutTextAreas(line.snapshot?.html)))
      } else rest.push(text)
    }
  }
  for (const [name, content] of files) {
    if (/\.(trace|network|stacks)$/.test(name)) continue
    ;(bodies.has(name) ? own : rest).push(content.toString('latin1'))
  }
  return { own: own.join('\n'), rest: rest.join('\n') }
}

/** A snapshot's node is `[tag, attributes, ...children]`, a text, or a number that points at an earlier one. */
function withoutTextAreas(node: unknown): unknown {
  if (!Array.isArray(node)) return node
  return node[0] === 'TEXTAREA' ? [node[0]] : node.map(withoutTextAreas)
}
