import { isExpression, unescaped } from '../dialects/arm-json'
import { armReadOnly, armType, specOfArm } from '../dialects/arm-model'
import { isTree, type Tree } from '@/lib/core/tree'
import { nameProblems, type Reading, specProblems } from './read-kubernetes'

/** What a resource may carry beside its properties, in a template or as Azure shows it. */
const harmless = [
  ...['type', 'apiVersion', 'name', 'properties', 'extendedLocation', 'dependsOn', 'comments'],
  ...['id', 'systemData', 'resourceGroup'],
]

/** A resource of Azure Resource Manager as a draft: out of a template, or as `az … show` and `list` print it. */
export const readArm = (value: Tree): Reading => {
  const { type, properties } = value
  const { name, problem: unread } = nameOf(value.name)
  if (typeof type !== 'string' || type.toLowerCase() !== armType.toLowerCase()) {
    const problem = `This is a resource of the type ${String(type)}. Only dataflow endpoints are imported here: ${armType}.`
    return { title: name || String(type), problems: [problem], notes: [] }
  }
  const others = Object.keys(value).filter((key) => !harmless.includes(key))
  const spec = isTree(properties) ? specOfArm(unescaped(properties)) : undefined
  const problems = [
    ...others.map(
      (key) => `It carries “${key}”, which only Azure can work out. Remove it, and write each endpoint out.`,
    ),
    ...(unread ? [unread] : nameProblems(name)),
    ...specProblems(spec),
    ...(isTree(properties) && holdsExpression(properties)
      ? ['Its properties hold expressions of a template ([…]). Write the values in their place.']
      : []),
  ]
  const kept = isTree(properties) ? armReadOnly.filter((key) => Object.hasOwn(properties, key)) : []
  const notes = kept.length > 0 ? [`Left out: ${kept.join(' and ')}, which Azure manages.`] : []
  return { title: name, ...(spec && name !== '' && { draft: { name, spec } }), problems, notes }
}

/** `instance/endpoint`, as itself or as the last part of an expression of a template that joins the two. */
const nameOf = (name: unknown): { name: string; problem?: string } => {
  if (typeof name !== 'string') return { name: '' }
  if (!isExpression(name)) return { name: lastPart(name) }
  const literal = joins.map((join) => join.exec(name)?.[1]).find(Boolean)
  return literal === undefined
    ? { name: '', problem: 'Its name is an expression of a template. Write the name in its place.' }
    : { name: literal.replaceAll("''", "'") }
}

/** How templates, the portal's own among them, put the instance before the name. */
const joins = [/^\[concat\(.*'\/((?:[^'/]|'')+)'\)\]$/, /^\[format\('\{0\}\/((?:[^'/{]|'')+)',.*\)\]$/]

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

const holdsExpression = (value: unknown): boolean => {
  if (typeof value === 'string') return isExpression(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression)
}
