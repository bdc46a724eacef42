import { isNode, isSeq, Scalar, type Document } from 'yaml'

/** What happens to the items of `array`, by their place before the change. */
export type ItemsChange = { replace: ReadonlyMap<number, string>; remove: ReadonlySet<number>; add: readonly string[] }

/** The items' texts after a change. */
export const applyTo = (texts: readonly string[], { replace, remove, add }: ItemsChange): string[] => [
  ...texts.map((text, at) => replace.get(at) ?? text).filter((_, at) => !remove.has(at)),
  ...add,
]

/**
 * Makes the change in the text itself, so that not a byte around it moves. Only for the usual layout, one `- ` per line;
 * nothing otherwise.
 */
export const spliceItems = (text: string, document: Document, change: ItemsChange): string | undefined => {
  const array: unknown = document.contents && document.get('array')
  if (!isSeq(array) || array.flow || array.items.length === 0) return undefined
  const places: { start: number; end: number; indent: string }[] = []
  for (const item of array.items) {
    const range = isNode(item) ? item.range : undefined
    if (!range) return undefined
    const start = text.lastIndexOf('\n', range[0] - 1) + 1
    const indent = /^( *)- +$/.exec(text.slice(start, range[0]))?.[1]
    if (indent === undefined) return undefined
    const lineEnd = text.indexOf('\n', range[1])
    const end = text[range[1] - 1] === '\n' ? range[1] : lineEnd < 0 ? text.length : lineEnd + 1
    places.push({ start, end, indent })
  }
  let result = ''
  let at = 0
  places.forEach(({ start, end, indent }, index) => {
    const replacement = change.replace.get(index)
    result += text.slice(at, start)
    if (replacement !== undefined) result += blockItem(indent, replacement)
    else if (!change.remove.has(index)) result += text.slice(start, end)
    at = end
  })
  const indent = places[0]?.indent ?? ''
  const ended = change.add.length === 0 || result === '' || result.endsWith('\n') ? result : `${result}\n`
  return ended + change.add.map((added) => blockItem(indent, added)).join('') + text.slice(at)
}

/** A `|` block string, the form every tool writes here. */
const blockItem = (indent: string, text: string) =>
  `${indent}- |\n${text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line ? `${indent}  ${line}` : ''))
    .join('\n')}\n`

/** Makes the change in the document and prints it anew: values stay, layout may not. */
export const composeItems = (document: Document, change: ItemsChange): string => {
  const array: unknown = document.contents && document.get('array')
  const nodes: unknown[] = isSeq(array) ? array.items : []
  const kept = nodes.map((node, at) => (change.replace.has(at) ? literal(change.replace.get(at) ?? '') : node))
  const items = [...kept.filter((_, at) => !change.remove.has(at)), ...change.add.map(literal)]
  if (isSeq(array)) {
    array.items = items
    // `array: []` would otherwise take block strings in brackets.
    array.flow = false
  } else document.set('array', document.createNode(items))
  return document.toString({ lineWidth: 0 })
}

const literal = (text: string) => {
  const node = new Scalar(text)
  node.type = Scalar.BLOCK_LITERAL
  return node
}
