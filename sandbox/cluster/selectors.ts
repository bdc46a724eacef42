import { badRequest } from './status.ts'
import { at, type KubeObject } from './types.ts'
import type { Kind } from './kinds.ts'

export type Predicate = (object: KubeObject) => boolean

const everything: Predicate = () => true

/** A label selector (Kubernetes docs, "Labels and Selectors"): equality and set forms, all of which must hold. */
export function labelSelector(selector: string | null): Predicate {
  if (!selector) return everything
  // Commas separate requirements except inside "in (a,b)".
  const tests = selector.split(/,(?![^(]*\))/).map((part) => requirement(part.trim()))
  return ({ metadata }) => tests.every((test) => test(metadata.labels ?? {}))
}

function requirement(part: string): (labels: Record<string, string>) => boolean {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part)
  if (set) {
    const [, key = '', operator, inside = ''] = set
    const values = inside.split(',').map((value) => value.trim())
    return operator === 'in'
      ? (labels) => Object.hasOwn(labels, key) && values.includes(labels[key] ?? '')
      : (labels) => !Object.hasOwn(labels, key) || !values.includes(labels[key] ?? '')
  }
  const equality = /^([^\s=!]+)\s*(==|=|!=)\s*(\S*)$/.exec(part)
  if (equality) {
    const [, key = '', operator, value = ''] = equality
    return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value
  }
  if (/^![^\s=!]+$/.test(part)) return (labels) => !Object.hasOwn(labels, part.slice(1))
  if (/^[^\s=!()]+$/.test(part)) return (labels) => Object.hasOwn(labels, part)
  throw badRequest(`unable to parse requirement: ${part}`)
}

/** A field selector over the fields that the kind can be selected by. */
export function fieldSelector(kind: Kind, selector: string | null): Predicate {
  if (!selector) return everything
  const tests = selector.split(',').map((part) => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part)
    if (!match) throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`)
    const [, field = '', operator, wanted = ''] = match
    const path = pathOf(kind, field)
    return ((object) => {
      const value = at(object, path)
      const same = (value === undefined || value === null ? '' : String(value)) === wanted
      return operator === '!=' ? !same : same
    }) satisfies Predicate
  })
  return (object) => tests.every((test) => test(object))
}

function pathOf(kind: Kind, field: string): readonly string[] {
  if (field === 'metadata.name' || field === 'metadata.namespace') return field.split('.')
  const path = kind.selectable[field]
  if (!path) throw badRequest(`field label not supported: ${field}`)
  return path
}

/** The name a field selector pins down, if it does: authorisation looks at it as at a name in the path. */
export const selectedName = (selector: string | null): string | undefined =>
  selector ? /(?:^|,)metadata\.name==?([^,]+)/.exec(selector)?.[1] : undefined
