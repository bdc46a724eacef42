'use client'

import { Button } from '@fluentui/react-components'
import { TestConnectionButton } from '@/components/connection/test-button'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'

/** Tries what the form holds, unsaved. What has to be corrected is a click away. */
export function PanelConnectionTest({
  instanceId,
  type,
  values,
  goTo,
}: {
  instanceId: string
  type: EndpointType
  values: EndpointValues
  goTo: (key: string) => void
}) {
  return (
    <TestConnectionButton
      instanceId={instanceId}
      type={type}
      values={values}
      toField={(key, label, close) => (
        <Button
          size="small"
          onClick={() => {
            close()
            goTo(key)
          }}
        >
          Go to {label}
        </Button>
      )}
    />
  )
}
