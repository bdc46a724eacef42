import { type BridgeValues, topicsOf, trimmed } from './bridge-values'
import { clientIdRules } from './rules/client-id'
import type { BridgeContext, BridgeDraft, BridgeRule, BridgeVerdict } from './rules/define'
import { eventGridRules } from './rules/event-grid'
import { profileRules } from './rules/profile'
import { sideRules } from './rules/sides'
import { topicRules } from './rules/topics'

/** A new rule is a row in `rules/`, and its list stands here. */
const bridgeRules: readonly BridgeRule[] = [
  ...sideRules,
  ...topicRules,
  ...eventGridRules,
  ...profileRules,
  ...clientIdRules,
]

/** A verdict with the rule it comes from: *refusal* blocks, *warning* and *info* do not. */
export type BridgeAdvisory = BridgeVerdict & Pick<BridgeRule, 'id' | 'level' | 'field'>

/** What rules see of a form. */
export const bridgeDraftOf = (name: string, values: BridgeValues, cluster: BridgeContext): BridgeDraft => {
  const shown = trimmed(values)
  return {
    name: name.trim(),
    values: shown,
    topics: topicsOf(shown),
    source: cluster.endpoints?.get(shown.source),
    destination: cluster.endpoints?.get(shown.destination),
    cluster,
  }
}

/** Every rule that has something to say, in the order of the lists. */
export const bridgeAdvisories = (draft: BridgeDraft): BridgeAdvisory[] =>
  bridgeRules.flatMap(({ id, level, field, judge }) => {
    const verdict = judge(draft)
    return verdict ? [{ id, level, field, ...verdict }] : []
  })
