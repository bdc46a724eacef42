'use client'

import { Button } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { TestConnectionButton } from '@/components/connection/test-button'
import { sourceOf } from '@/components/secrets/parts/source'
import type { SecretDraft } from '@/components/secrets/parts/use-secret-draft'
import { useRight } from '@/components/shell/rights-provider'
import { clientChoice } from '@/lib/connection/client-choice'
import { secretOf } from '@/lib/endpoints/form-values'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'
import { secretOverview } from '@/lib/secrets/queries'

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
  const listing = useRight('secrets.read')
  const { data: overview } = useQuery({ ...secretOverview(instanceId), enabled: usesDraft && listing.allowed })
  const right = useRight(overview?.ok && !overview.value.extension ? 'secrets.write' : 'secrets.try')
  const draftClient = () => {
    const { parts, source: chosen } = store.get()
    const answer = overview?.ok ? sourceOf(overview.value, chosen) : undefined
    return clientChoice(parts, answer?.state === 'ready' ? { vault: answer.source.vault, right } : undefined)
  }
  return (
    <TestConnectionButton
      instanceId={instanceId}
      type={type}
      values={values}
      client={usesDraft ? draftClient : undefined}
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
