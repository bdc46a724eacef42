'use client'

import { Button } from '@fluentui/react-components'
import { TestConnectionButton } from '@/components/connection/test-button'
import type { SecretDraft } from '@/components/secrets/parts/use-secret-draft'
import { clientChoice } from '@/lib/connection/client-choice'
import { secretOf } from '@/lib/endpoints/form-values'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'

/** Tries what the form holds, unsaved. What has to be corrected is a click away. */
export function PanelConnectionTest({
  instanceId,
  type,
  values,
  secret: { exists, store },
  goTo,
}: {
  instanceId: string
  type: EndpointType
  values: EndpointValues
  /** What is to become the synced secret. */
  secret: SecretDraft
  goTo: (key: string) => void
}) {
  // As Apply would have it: a synced secret that is there is used as it is.
  const usesDraft = secretOf(type, values) !== undefined && !exists
  return (
    <TestConnectionButton
      instanceId={instanceId}
      type={type}
      values={values}
      client={() => clientChoice(usesDraft ? store.get().parts : {})}
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
