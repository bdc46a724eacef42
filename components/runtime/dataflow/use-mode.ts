'use client'

import { useState } from 'react'
import { answered } from '@/components/shell/lost-answer'
import { useNotify } from '@/components/shell/notifications'
import { useRenewRights } from '@/components/shell/rights-provider'
import type { Failure, Result } from '@/lib/core/result'
import { setDataflowMode } from '@/lib/dataflows/actions'
import type { ModeSet } from '@/lib/dataflows/detail'
import type { DataflowRow } from '@/lib/dataflows/row'

type Mode = DataflowRow['mode']
type Target = Pick<DataflowRow, 'name' | 'uid' | 'resourceVersion'>

const words = {
  Disabled: { done: 'paused', already: 'was paused already', not: 'could not be paused' },
  Enabled: { done: 'resumed', already: 'was running already', not: 'could not be resumed' },
} as const satisfies Record<Mode, { done: string; already: string; not: string }>

const lost: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer.',
  next: 'See what the page shows once it is live again, then decide.',
}

/** Pauses and resumes a dataflow, tells how that went and offers to take it back. A failure is answered, not told. */
export function useMode(instanceId: string) {
  const notify = useNotify()
  const renewRights = useRenewRights()
  const [pending, setPending] = useState<Mode>()

  const send = ({ name, uid, resourceVersion }: Target, mode: Mode): Promise<Result<ModeSet>> =>
    answered(setDataflowMode({ instance: instanceId, name, uid, resourceVersion, mode }), lost)

  const tellFailure = (name: string, mode: Mode, { code, message, next, operationId }: Failure) => {
    if (code === 'forbidden') renewRights()
    notify({
      level: 'error',
      title: `“${name}” ${words[mode].not}`,
      detail: [message, next].filter(Boolean).join(' '),
      operationId,
    })
  }

  const undo = async (target: Target, mode: Mode) => {
    const result = await send(target, mode)
    if (!result.ok) return tellFailure(target.name, mode, result.failure)
    return notify({
      level: 'success',
      title: `“${target.name}” ${words[mode][result.value.changed ? 'done' : 'already']}`,
    })
  }

  const set = async (target: Target, mode: Mode): Promise<Failure | undefined> => {
    setPending(mode)
    const result = await send(target, mode).finally(() => setPending(undefined))
    if (!result.ok) return result.failure
    const { changed, resourceVersion } = result.value
    notify({
      level: changed ? 'success' : 'info',
      title: `“${target.name}” ${words[mode][changed ? 'done' : 'already']}`,
      ...(changed && {
        lasts: 10_000,
        action: {
          label: 'Undo',
          run: () => void undo({ ...target, resourceVersion }, mode === 'Disabled' ? 'Enabled' : 'Disabled'),
        },
      }),
    })
    return undefined
  }

  return { pending, set, tellFailure }
}
