'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { KeyMultipleRegular } from '@fluentui/react-icons/svg/key-multiple'
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import type { ReactNode } from 'react'
import { ClosedList } from '@/components/shell/closed-list'
import type { Seed } from '@/components/shell/use-feed'
import { ToEndpoints } from '@/components/shell/to-endpoints'
import { BlankState } from '@/components/ui/blank-state'
import { Shimmer } from '@/components/ui/shimmer'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import type { Freshness } from '@/lib/live/protocol'

export type StripCondition = 'loading' | 'empty' | 'no-match' | 'missing' | 'stale' | { refused: Freshness }

/** Why there are no strips, if so. *Empty* and *not loaded yet* are told apart by the stream's own word. */
export const conditionOf = ({
  secrets,
  all,
  shown,
  loaded,
}: {
  secrets: Seed<'synced-secrets'> | undefined
  /** Synced ones and those that the portal wrote itself. */
  all: number
  shown: number
  /** Whether those that the portal wrote itself have been asked for. */
  loaded: boolean
}): StripCondition | undefined => {
  const state = secrets?.freshness.state
  if (secrets && state === 'refused') return { refused: secrets.freshness }
  if (shown > 0) return undefined
  if (state === 'missing' && all === 0) return loaded ? 'missing' : 'loading'
  if (state !== 'missing' && !secrets?.complete) return state === 'stale' ? 'stale' : 'loading'
  return all === 0 ? 'empty' : 'no-match'
}

const useStyles = makeStyles({
  frame: {
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  skeleton: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalL,
  },
})

/** What stands where the strips would. */
export function StripState({
  condition,
  instanceId,
  onClear,
}: {
  condition: StripCondition
  instanceId: string
  onClear: () => void
}) {
  const styles = useStyles()
  return <div className={styles.frame}>{state(condition, instanceId, onClear)}</div>
}

function state(condition: StripCondition, instanceId: string, onClear: () => void): ReactNode {
  if (typeof condition === 'object') {
    return (
      <ClosedList
        freshness={condition.refused}
        things="synced secrets"
        resource="secretsyncs"
        comes="the chains appear by themselves"
      />
    )
  }
  switch (condition) {
    case 'loading':
      return <Waiting />
    case 'empty':
      return (
        <BlankState
          icon={<KeyMultipleRegular />}
          title="No synced secret yet"
          actions={<ToEndpoints instanceId={instanceId} />}
        >
          The first one is made with an endpoint that authenticates with an X509 certificate. It appears here at once.
        </BlankState>
      )
    case 'no-match':
      return (
        <BlankState
          icon={<SearchRegular />}
          title="No synced secret matches"
          actions={<Button onClick={onClear}>Clear search</Button>}
        >
          Every word has to occur in the name, the provider class or the names in the vault.
        </BlankState>
      )
    case 'missing':
      return (
        <BlankState
          icon={<PlugDisconnectedRegular />}
          title="The Secret Store extension is not on this cluster"
          actions={<ToEndpoints instanceId={instanceId} />}
        >
          Nothing syncs secrets here. The portal writes a Secret directly when an endpoint with a new one is applied; it
          then stands here, and rotation is by hand. With the extension (“az iot ops secretsync enable”) the chains
          appear here by themselves.
        </BlankState>
      )
    case 'stale':
      return (
        <BlankState icon={<PlugDisconnectedRegular />} title="The cluster cannot be reached">
          The portal keeps trying; the chains appear by themselves as soon as the cluster answers.
        </BlankState>
      )
  }
}

function Waiting() {
  const styles = useStyles()
  return (
    <div className={styles.skeleton} role="status">
      <VisuallyHidden>Loading synced secrets …</VisuallyHidden>
      {[1, 2, 3].map((line) => (
        <div key={line}>
          <Shimmer size="short" />
          <Shimmer size="field" />
        </div>
      ))}
    </div>
  )
}
