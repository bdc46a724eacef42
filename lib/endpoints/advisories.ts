import { completeValues, effectiveValues, isVisible, fieldOf } from './form-values'
import type { EndpointValues } from './resource-types'
import { controlRules } from './rules/controls'
import { sideRules } from './rules/uses'
import type { Draft, EndpointType, Rule, RuleContext, Verdict } from './types/define'

/** A verdict with the rule it comes from: *refusal* blocks, *warning* and *info* do not. */
export type Advisory = Verdict & Pick<Rule, 'id' | 'level' | 'field'>

/** What rules see of a form. */
export const draftOf = (type: EndpointType, name: string, values: EndpointValues, cluster: RuleContext): Draft => ({
  name,
  values: completeValues(type, values),
  effective: effectiveValues(type, values),
  cluster,
})

/** A type's own rules and those that follow from its table. */
export const rulesOf = (type: EndpointType): Rule[] => [
  ...type.rules,
  ...sideRules(type),
  ...type.fields.flatMap(controlRules),
]

/**
 * Every rule of the type that has something to say, in the order of the table. Refusals are among them for the sake of
 * their fixes; that they block is `problems.ts`'s part. A rule beside a hidden field stays silent.
 */
export const advisoriesOf = (type: EndpointType, draft: Draft): Advisory[] =>
  rulesOf(type).flatMap(({ id, level, field, judge }) => {
    const row = fieldOf(type, field)
    if (row && !isVisible(type, row, draft.values)) return []
    const verdict = judge(draft)
    return verdict ? [{ id, level, field, ...verdict }] : []
  })
