import type { Failure } from '@/lib/core/result'
import type { EndpointUse } from '@/lib/dataflows/usage'
import { defaultEndpointName } from './default-endpoint'

/** What a delete is judged by. */
export type DeleteGuard = {
  name: string
  uses: readonly Pick<EndpointUse, 'dataflow' | 'side'>[]
  /** The name as the operator typed it. */
  typed: string
  /** The operator insists on deleting `default`. */
  override: boolean
}

/** Does the operator have to type the endpoint's name? */
export const needsTypedName = ({ name, uses }: Pick<DeleteGuard, 'name' | 'uses'>): boolean =>
  uses.length > 0 || name === defaultEndpointName

/**
 * Why this endpoint must not be deleted like this, or nothing. The API server has no such check: a dataflow whose
 * endpoint is gone just stops. The dialog and the server ask the same.
 */
export const deleteRefusal = ({ name, uses, typed, override }: DeleteGuard): Failure | undefined => {
  if (name === defaultEndpointName && !override) {
    return {
      code: 'invalid',
      message: 'The default endpoint is part of the instance: most dataflows have it on one side.',
      next: 'Confirm that you want to delete it all the same.',
      issues: [{ path: 'override', message: 'Confirm that the default endpoint may go.' }],
    }
  }
  if (!needsTypedName({ name, uses }) || typed === name) return undefined
  const count = new Set(uses.map(({ dataflow }) => dataflow)).size
  return {
    code: 'invalid',
    message:
      count === 0
        ? `Type the name of the endpoint to delete it.`
        : `${count === 1 ? 'A dataflow uses' : `${count} dataflows use`} this endpoint and will stop without it.`,
    next: `Type ${name} to delete it all the same.`,
    issues: [{ path: 'typed', message: `Type ${name} to confirm.` }],
  }
}
