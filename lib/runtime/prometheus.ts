/** One line of a metrics page. */
export type Sample = { name: string; labels: ReadonlyMap<string, string>; value: number }

/** A line that is longer is not read, and of the others not more than so many, nor more samples. */
const longestLine = 4_096
const mostLines = 100_000
const mostSamples = 5_000

/**
 * The samples of the metrics that are wanted, from the Prometheus text format ("Exposition formats" in the Prometheus
 * documentation; OpenMetrics differs in details that do not matter here). Total: a line that cannot be read is passed over,
 * and so is a value that is no number. Names come as they stand, a counter's mostly with `_total`.
 */
export const samplesOf = (text: string, wanted: (name: string) => boolean): Sample[] => {
  const samples: Sample[] = []
  let from = 0
  for (let lines = 0; from < text.length && lines < mostLines && samples.length < mostSamples; lines += 1) {
    const newline = text.indexOf('\n', from)
    const end = newline === -1 ? text.length : newline
    const sample = end - from <= longestLine ? sampleOf(text.slice(from, end).trim(), wanted) : undefined
    if (sample) samples.push(sample)
    from = end + 1
  }
  return samples
}

const sampleOf = (line: string, wanted: (name: string) => boolean): Sample | undefined => {
  const name = /^[a-zA-Z_:][\w:]*/.exec(line)?.[0]
  if (name === undefined || !wanted(name)) return undefined
  const labels = labelsOf(line, name.length)
  if (!labels) return undefined
  // After the value may come a time, and in OpenMetrics an exemplar.
  const [word = ''] = line.slice(labels.end).trimStart().split(/\s/, 1)
  const value = word === '' ? Number.NaN : Number(word)
  return Number.isFinite(value) ? { name, labels: labels.found, value } : undefined
}

/** The labels in braces, if there are any, and where they end; nothing when they are not what they should be. */
const labelsOf = (line: string, from: number): { found: Map<string, string>; end: number } | undefined => {
  const found = new Map<string, string>()
  const open = /\s*\{\s*/y
  open.lastIndex = from
  if (!open.test(line)) return { found, end: from }
  let at = open.lastIndex
  const label = /([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*,?\s*/y
  while (line[at] !== '}') {
    label.lastIndex = at
    const [, key, value] = label.exec(line) ?? []
    if (key === undefined || value === undefined) return undefined
    found.set(
      key,
      value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped)),
    )
    at = label.lastIndex
  }
  return { found, end: at + 1 }
}
