'use client'

import Link from 'next/link'
import { TestConnectionButton } from '@/components/connection/test-button'
import { useButtonClass } from '@/components/ui/link-button'
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
  const button = useButtonClass('subtle')
  return (
    <TestConnectionButton
      appearance="subtle"
      instanceId={instanceId}
      type={type}
      values={valuesOf(type, spec)}
      toField={(key, label) => (
        <Link href={paths.editEndpoint(instanceId, name, key)} className={button} prefetch={false}>
          Go to {label}
        </Link>
      )}
    />
  )
}
