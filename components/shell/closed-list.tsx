'use client'

import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed'
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected'
import { BlankState } from '@/components/ui/blank-state'
import type { Freshness } from '@/lib/live/protocol'
import { useLive } from './live-provider'
import { whomToAsk } from './right-to'

/** What stands where a list would that the cluster does not give out: why, and that nobody has to load the page again. */
export function ClosedList({
  freshness,
  things,
  resource,
  comes,
}: {
  freshness: Freshness
  /** What the list holds: *dataflow endpoints*. */
  things: string
  /** The plural that a Role names. */
  resource: string
  /** *the list appears by itself*, or however many there are. */
  comes: string
}) {
  const { connection } = useLive()
  if (connection.state === 'signed-out') {
    return (
      <BlankState icon={<LockClosedRegular />} title="Your sign-in has ended">
        What was shown here is for whoever signs in. Once you have signed in again, {comes}.
      </BlankState>
    )
  }
  const reason = 'reason' in freshness && freshness.reason ? `${freshness.reason} ` : ''
  switch (freshness.state) {
    case 'refused':
      return (
        <BlankState icon={<LockClosedRegular />} title={`You cannot see ${things} here`}>
          {reason}
          {!reason.includes(resource) && `To see them takes the verbs get, list and watch on ${resource}. `}
          {whomToAsk} Once it is granted, {comes}.
        </BlankState>
      )
    case 'missing':
      return (
        <BlankState icon={<PlugDisconnectedRegular />} title={`This cluster has no ${things}`}>
          {reason}Azure IoT Operations seems not to be installed here: its custom resource definitions are not served.
          Once they are, {comes}.
        </BlankState>
      )
    case 'stale':
      return (
        <BlankState icon={<PlugDisconnectedRegular />} title="The cluster cannot be reached">
          {reason}The portal keeps trying; {comes} as soon as the cluster answers.
        </BlankState>
      )
    case 'loading':
    case 'live':
      return null
  }
}
