'use client'

import { TestConnectionButton } from '@/components/connection/test-button'
import { LinkButton } from '@/components/shell/link-button'
import { paths } from '@/lib/core/paths'
import { valuesOf } from '@/lib/endpoints/form-values'
import type { EndpointSpec } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'

/** Tries the connection of an endpoint as it stands in the cluster. */
export function PageConnectionTest({
  instanceId,
  name,
  type,
  spec,
}: {
  instanceId: string
  name: string
  type: EndpointType
  spec: EndpointSpec
}) {
  return (
    <TestConnectionButton
      appearance="subtle"
      instanceId={instanceId}
      type={type}
      values={valuesOf(type, spec)}
      toField={(key, label) => (
        <LinkButton look="subtle" href={paths.editEndpoint(instanceId, name, key)}>
          Go to {label}
        </LinkButton>
      )}
    />
  )
}
