'use client'

import { Spinner } from '@fluentui/react-components'
import { PauseRegular } from '@fluentui/react-icons/svg/pause'
import { PlayRegular } from '@fluentui/react-icons/svg/play'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { late } from '@/components/ui/late'
import { restoresFocus } from '@/components/ui/restore-focus'
import type { Failure } from '@/lib/core/result'
import type { DataflowRow } from '@/lib/dataflows/row'
import { useMode } from './use-mode'

const PauseDialog = dynamic(
  late(() => import('./pause-dialog').then((module) => module.PauseDialog)),
  { ssr: false },
)

/** Pauses a dataflow that runs, and resumes one that is paused. */
export function ModeCommand({ instanceId, dataflow }: { instanceId: string; dataflow: DataflowRow }) {
  const { pending, set, tellFailure } = useMode(instanceId)
  const right = useRight('dataflows.update')
  const [asking, setAsking] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const { name, mode } = dataflow

  const pause = async () => {
    setFailure(undefined)
    const failed = await set(dataflow, 'Disabled')
    if (failed) setFailure(failed)
    else setAsking(false)
  }
  const resume = async () => {
    const failed = await set(dataflow, 'Enabled')
    if (failed) tellFailure(name, 'Enabled', failed)
  }

  return (
    <>
      {mode === 'Disabled' ? (
        <GuardedButton
          {...restoresFocus}
          leave={right}
          appearance="subtle"
          icon={pending === 'Enabled' ? <Spinner size="tiny" /> : <PlayRegular />}
          disabledFocusable={pending !== undefined}
          onClick={() => void resume()}
        >
          {pending === 'Enabled' ? 'Resuming …' : 'Resume'}
        </GuardedButton>
      ) : (
        <GuardedButton
          {...restoresFocus}
          leave={right}
          appearance="subtle"
          icon={<PauseRegular />}
          onClick={() => {
            setFailure(undefined)
            setAsking(true)
          }}
        >
          Pause
        </GuardedButton>
      )}
      {asking && (
        <PauseDialog
          dataflow={dataflow}
          pending={pending === 'Disabled'}
          failure={failure}
          onConfirm={() => void pause()}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  )
}
