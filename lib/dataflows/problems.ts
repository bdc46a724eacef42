import { resourceNameProblem } from '@/lib/core/resource-name'
import type { FieldIssue } from '@/lib/core/result'
import { isSegment } from '@/lib/kubernetes/segment'
import { bridgeAdvisories, bridgeDraftOf } from './advisories'
import { bridgeLabels } from './bridge-fields'
import { type BridgeKey, bridgeKeys, type BridgeValues, topicsOf, trimmed } from './bridge-values'
import type { BridgeContext } from './rules/define'

/** What is judged: a new dataflow has no `base`; an existing one is judged against what stands in the cluster. */
export type JudgedBridge = { name: string; values: BridgeValues; base?: BridgeValues; cluster: BridgeContext }

/**
 * Everything that blocks a write, by field. What already stands in the cluster is not refused: a dataflow that was made
 * elsewhere with something odd in it can still be edited in its other fields.
 */
export const bridgeProblems = ({ name, values: given, base, cluster }: JudgedBridge): FieldIssue[] => {
  const values = trimmed(given)
  const issues = valueProblems(name, values, cluster)
  if (!base) return [...nameProblems(name.trim(), cluster), ...issues]
  const before = trimmed(base)
  const known = valueProblems(name, before, cluster)
  const unchanged = (path: string) => bridgeKeys.some((key) => key === path && values[key] === before[key])
  return [
    ...issues.filter(
      ({ path, message }) => !(unchanged(path) && known.some((one) => one.path === path && one.message === message)),
    ),
    ...(values.profile === before.profile ? [] : [{ path: 'profile', message: profileIsFixed }]),
  ]
}

/** Microsoft's operations manual for data flows: to move one to another profile it is deleted and made anew. */
export const profileIsFixed = 'A dataflow keeps the profile that it was made with. Clone it to use another one.'

const nameProblems = (name: string, { dataflows }: BridgeContext): FieldIssue[] => {
  const message =
    resourceNameProblem('dataflow', name) ??
    (dataflows?.has(name) ? `There is already a dataflow “${name}”. Choose another name.` : undefined)
  return message ? [{ path: 'name', message }] : []
}

const needed: Partial<Record<BridgeKey, string>> = {
  source: 'Choose the endpoint that messages come from.',
  topics: 'Name at least one topic to read.',
  destination: 'Choose the endpoint that messages go to.',
  target: 'Say where in the destination messages are written to.',
  profile: 'Choose the profile whose pods run it.',
}

/** Long enough for any filter that a broker takes, short enough that nothing walks over megabytes. */
export const mostText = 65_536

const valueProblems = (name: string, values: BridgeValues, cluster: BridgeContext): FieldIssue[] => {
  const fields = bridgeKeys.flatMap((key) => {
    const message = fieldProblem(key, values)
    return message ? [{ path: key as string, message }] : []
  })
  const faulty = new Set(fields.map(({ path }) => path))
  const refusals = bridgeAdvisories(bridgeDraftOf(name, values, cluster))
    .filter(({ level, field }) => level === 'refusal' && !faulty.has(field))
    .map(({ field, message }) => ({ path: field as string, message }))
  return [...fields, ...refusals]
}

const fieldProblem = (key: BridgeKey, values: BridgeValues): string | undefined => {
  const value = values[key]
  if (value === '') return needed[key]
  if (value.length > mostText) return `${bridgeLabels[key]}: this is too long.`
  switch (key) {
    case 'source':
    case 'destination':
      return isSegment('name', value) ? undefined : 'This is not the name of an endpoint.'
    case 'profile':
      return isSegment('name', value) ? undefined : 'This is not the name of a profile.'
    case 'topics':
      return topicsOf(values).length > mostFilters ? `At most ${mostFilters} topic filters.` : undefined
    case 'mode':
      return value === 'Enabled' || value === 'Disabled' ? undefined : 'Choose one of the values on offer.'
    default:
      return /\p{Cc}/u.test(value) ? 'It holds a character that cannot be seen; type it anew.' : undefined
  }
}

const mostFilters = 200
