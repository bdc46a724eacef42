import { paths } from '@/lib/core/paths'
import type { Target } from '@/lib/runtime/doctor'
import { bridgePath } from '../bridge-path'

/** What is around a target, as far as the page knows it. */
export type Place = {
  instanceId: string
  /** The endpoint that is spoken of. */
  endpoint?: string
  /** The dataflow whose page this is. */
  dataflow?: string
  /** Where pods and operations stand, when that is another page. */
  elsewhere?: string
  /** Does an endpoint have a form here? One without opens as a page. */
  hasForm: (endpoint: string) => boolean
  /** Is there a secret of this name to be seen? Nothing where it is not known. */
  hasSecret: (name: string) => boolean | undefined
}

export const podsId = (profile: string) => `pods-${profile}`
export const operationsId = 'operations'

/**
 * Where an action leads. What is on the same page is an address on it; what cannot be gone to (a config map has no page) is
 * gone to where it is chosen.
 */
export const targetHref = (target: Target, place: Place): string | undefined => {
  const { instanceId, endpoint, elsewhere = '' } = place
  const field = (name: string, key: string) =>
    place.hasForm(name) ? paths.editEndpoint(instanceId, name, key) : paths.endpoint(instanceId, name)
  switch (target.kind) {
    case 'endpoint-field':
      return field(target.endpoint, target.field)
    case 'secret':
      // One that is not there has no strip to look at: another is chosen in the form.
      return !target.byPortal && place.hasSecret(target.name) === false && endpoint !== undefined
        ? field(endpoint, 'secretName')
        : `${paths.secrets(instanceId)}#secret-${encodeURIComponent(target.name)}`
    case 'config-map':
      return endpoint === undefined ? undefined : field(endpoint, 'caConfigMap')
    case 'pods':
      return `${elsewhere}#${encodeURIComponent(podsId(target.profile))}`
    case 'dataflow':
      return target.name === place.dataflow ? `${elsewhere}#${operationsId}` : bridgePath(instanceId, target.name)
  }
}

/** What the link says: the action's own words tell what to do, these where it leads. */
export const targetLabel = (target: Target): string => {
  switch (target.kind) {
    case 'endpoint-field':
      return `Open ${target.endpoint}`
    case 'secret':
      return `Secret ${target.name}`
    case 'config-map':
      return `Config map ${target.name}`
    case 'pods':
      return `Pods of ${target.profile}`
    case 'dataflow':
      return `Dataflow ${target.name}`
  }
}
