import type { Metadata } from 'next'
import { ActivityScreen } from '@/components/activity/activity-screen'
import { RefusedPage } from '@/components/shell/refused-page'
import { openPage } from '@/lib/access/page.server'
import { mayRecord } from '@/lib/access/trail/trail-events.server'
import { activityOf, seenActivity } from '@/lib/activity/activity.server'

export const metadata: Metadata = { title: 'Activity' }

type Props = { params: Promise<{ instance: string }> }

/** Rows that come with the page itself: what a tall screen shows. The stream brings the rest. */
const firstRows = 60

export default async function Activity({ params }: Props) {
  const opened = await openPage((await params).instance)
  if (!opened.ok) return <RefusedPage failure={opened.failure} />
  const { viewer, instance } = opened.value
  const [seed, recording] = await Promise.all([seenActivity(viewer, instance, firstRows), mayRecord(instance)])
  return (
    <ActivityScreen
      instanceId={instance.id}
      serverNow={Date.now()}
      seed={seed}
      since={activityOf(instance).since}
      {...(!recording.ok && recording.failure.code === 'forbidden' && { unrecordedIn: instance.namespace })}
    />
  )
}
