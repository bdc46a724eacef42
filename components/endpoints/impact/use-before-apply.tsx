'use client'

import dynamic from 'next/dynamic'
import { useState, type ReactNode } from 'react'
import { late } from '@/components/ui/late'
import { lossesOf, lossKey, type Loss } from '@/lib/endpoints/impact'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { useTrialChoice } from '../confirmed/use-trial-choice'
import type { Opening } from '../panel/opening'

const ApplyStrip = dynamic(
  late(() => import('./apply-strip').then((module) => module.ApplyStrip)),
  { ssr: false },
)
const LossDialog = dynamic(
  late(() => import('./loss-dialog').then((module) => module.LossDialog)),
  { ssr: false },
)

type Asking = { losses: readonly Loss[]; go: () => void }

/**
 * What is asked and told before Apply writes to an endpoint that bridges use: whom it reconnects, whether it is only tried,
 * and, where something may be lost, whether it is meant. `pass` goes on with what it is given once nothing speaks against it.
 */
export function useBeforeApply({
  instanceId,
  opening,
  base,
  values,
  inUse,
}: {
  instanceId: string
  opening: Opening
  base: EndpointValues
  values: EndpointValues
  inUse: boolean
}): {
  withinSeconds: number | undefined
  /** `read`: what may be lost has just been on screen. */
  pass: (valid: EndpointValues, go: () => void, read?: boolean) => void
  strip: ReactNode
} {
  const choice = useTrialChoice()
  const [accepted, setAccepted] = useState('')
  const [asking, setAsking] = useState<Asking>()
  if (opening.kind !== 'edit' || !inUse) return { withinSeconds: undefined, pass: (_, go) => go(), strip: null }
  const { type, detail } = opening
  const { name } = detail.resource.metadata
  return {
    withinSeconds: choice.withinSeconds,
    pass: (valid, go, read = false) => {
      // The sentence stands beside the seconds.
      if (choice.problem) return
      const losses = lossesOf(type, base, valid)
      if (read || losses.length === 0 || lossKey(losses) === accepted) return go()
      setAsking({ losses, go })
    },
    strip: (
      <>
        <ApplyStrip instanceId={instanceId} type={type} name={name} base={base} values={values} choice={choice} />
        {asking && (
          <LossDialog
            name={name}
            losses={asking.losses}
            onApply={() => {
              setAccepted(lossKey(asking.losses))
              setAsking(undefined)
              asking.go()
            }}
            onBack={() => setAsking(undefined)}
          />
        )}
      </>
    ),
  }
}
