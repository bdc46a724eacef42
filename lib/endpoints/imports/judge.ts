import { advisoriesOf, draftOf } from '../advisories'
import { classify } from '../classify'
import type { EndpointDraft } from '../dialects/draft'
import { fieldOf, valuesOf } from '../form-values'
import { problemsOf } from '../problems'
import type { EndpointSpec } from '../resource-types'
import type { ClaimContext, EndpointType, RuleContext } from '../types/define'

/**
 * What the form of its type would say of a draft: what it refuses is a problem, what it warns about is worth knowing. What
 * already stands in the cluster is refused here as little as there. A type without a form is left to the API server.
 */
export const judgeDraft = (
  { name, spec }: Pick<EndpointDraft, 'name' | 'spec'>,
  cluster: RuleContext,
  existing?: EndpointSpec,
): { problems: string[]; notes: string[] } => {
  const type = typeOf(spec, cluster)
  if (!type) return { problems: [], notes: [] }
  const values = valuesOf(type, spec)
  // That a name is taken is no problem of an import: it is asked what to do about it.
  const { endpointNames: _, ...around } = cluster
  const base = existing && typeOf(existing, cluster) === type ? valuesOf(type, existing) : undefined
  const issues = problemsOf(type, { name, values, cluster: around, ...(base && { base }) })
  const said = (path: string, message: string) => `${fieldOf(type, path)?.label ?? 'Name'}: ${message}`
  return {
    problems: issues.filter(({ path }) => path !== 'name').map(({ path, message }) => said(path, message)),
    notes: advisoriesOf(type, draftOf(type, name, values, around))
      .filter(({ level }) => level === 'warning')
      .map(({ field, message }) => said(field, message)),
  }
}

const typeOf = (spec: EndpointSpec, { listeners = [] }: RuleContext): EndpointType | null =>
  classify(spec, claimContext(listeners)).type

const claimContext = (listeners: readonly { service: string }[]): ClaimContext => ({
  localServices: listeners.map(({ service }) => service),
})
