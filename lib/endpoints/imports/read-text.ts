import { type Document, isAlias, isScalar, parseAllDocuments, visit } from 'yaml'
import { yamlGuard } from '@/lib/core/yaml-guard'

/** One value of a text, and where it stands; or why it could not be read. */
export type Found = { place: string } & ({ value: unknown } | { problem: string })

/** More than any plant has in one file, and few enough to be looked at one by one. */
export const maxObjects = 200

/** What a text holds: documents of YAML, or the one value of JSON. A text that must not be parsed is one problem. */
export const readText = (text: string): Found[] => {
  const guarded = yamlGuard(text)
  if (guarded) return [whole(`This is not read: ${guarded}.`)]
  // Not every JSON is YAML in practice: its parser objects to tabs.
  if (/^\s*[[{]/.test(text)) {
    try {
      return [{ place: 'The text', value: JSON.parse(text) as unknown }]
    } catch {
      // YAML may begin with a brace too.
    }
  }
  try {
    const documents = [...parseAllDocuments(text, { prettyErrors: true })]
    const filled = documents.filter((document) => !isEmpty(document) || document.errors.length > 0)
    if (filled.length > maxObjects) return [whole(`It holds more than ${maxObjects} documents. Import fewer at once.`)]
    return filled.map((document, at) => found(document, filled.length === 1 ? 'The text' : `Document ${at + 1}`))
  } catch {
    return [whole('It is not YAML that can be read safely.')]
  }
}

const isEmpty = ({ contents }: Document.Parsed): boolean =>
  contents === null || (isScalar(contents) && contents.value === null)

const whole = (problem: string): Found => ({ place: 'The text', problem })

const found = (document: Document.Parsed, place: string): Found => {
  const [error] = [...document.errors, ...document.warnings]
  if (error) {
    const [first = ''] = error.message.split('\n')
    return { place, problem: `This is not YAML that can be read: ${first.replace(/:$/, '')}.` }
  }
  const odd = oddity(document)
  if (odd) return { place, problem: odd }
  return { place, value: document.toJS({ maxAliasCount: 0 }) as unknown }
}

/** What readers of YAML do not agree about, or what grows when it is read. */
const oddity = (document: Document.Parsed): string | undefined => {
  let odd: string | undefined
  visit(document, (_, node) => {
    if (isAlias(node)) odd = 'It repeats a part of itself by an alias (*name). Write the part out.'
    else if (isScalar(node) && typeof node.value === 'number') odd = oddNumber(node.value, node.source ?? '')
    return odd === undefined ? undefined : visit.BREAK
  })
  return odd
}

const oddNumber = (value: number, source: string): string | undefined => {
  if (!Number.isFinite(value)) return `${source} is no number that a cluster takes.`
  return /^[-+]?0[0-9_oxb]/i.test(source)
    ? `${source} means different numbers to different readers. Write it without the leading zero, or in quotes.`
    : undefined
}
