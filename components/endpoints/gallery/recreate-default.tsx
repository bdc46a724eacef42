'use client'

import { Spinner } from '@fluentui/react-components'
import { useState, useTransition } from 'react'
import { FailureText } from '@/components/shell/failure-text'
import { answered } from '@/components/shell/lost-answer'
import { useNotify } from '@/components/shell/notifications'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { Notice } from '@/components/ui/notice'
import type { Failure } from '@/lib/core/result'
import { recreateDefaultEndpoint } from '@/lib/endpoints/actions'
import { defaultEndpointName } from '@/lib/endpoints/default-endpoint'

const lost: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether the default endpoint is back.',
  next: 'See whether it is in the list, then try again.',
}

/** Shown while `default` is missing: one click makes it as Azure IoT Operations does. */
export function RecreateDefault({ instanceId, onDone }: { instanceId: string; onDone: (name: string) => void }) {
  const notify = useNotify()
  const right = useRight('endpoints.create')
  const [pending, startTransition] = useTransition()
  const [failure, setFailure] = useState<Failure>()
  const recreate = () =>
    startTransition(async () => {
      setFailure(undefined)
      const result = await answered(recreateDefaultEndpoint({ instance: instanceId }), lost)
      if (!result.ok) return setFailure(result.failure)
      onDone(defaultEndpointName)
      notify({ level: 'success', title: 'The default endpoint is back' })
    })
  return (
    <Notice
      intent={failure ? 'error' : 'warning'}
      title={failure ? failure.message : 'The default endpoint is missing.'}
      actions={
        <GuardedButton
          leave={right}
          size="small"
          icon={pending ? <Spinner size="tiny" /> : undefined}
          onClick={recreate}
        >
          {pending ? 'Recreating …' : 'Recreate default endpoint'}
        </GuardedButton>
      }
    >
      {failure ? (
        <FailureText failure={failure} />
      ) : (
        'Dataflows that use it have no way to the local MQTT broker. It can be made again exactly as it was installed.'
      )}
    </Notice>
  )
}
