'use client'

import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { Notice } from '@/components/ui/notice'
import { FailureNotice } from '../failure-notice'
import { WrittenStrip } from './written-strip'
import type { useWritten } from './use-written'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { ...typographyStyles.body1, margin: 0, maxWidth: '110ch', color: tokens.colorNeutralForeground2 },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, margin: 0, padding: 0 },
})

/** The Secrets that the portal wrote itself, each as its chain; or why they are not known. */
export function WrittenList({
  instanceId,
  written,
  search,
  users,
}: {
  instanceId: string
  written: ReturnType<typeof useWritten>
  search: string
  users: ReadonlyMap<string, readonly string[]>
}) {
  const styles = useStyles()
  const { right, failure, refetch } = written
  const shown = written.matching(search)
  // The portal itself may lack the right too, where it acts as whoever started it.
  const refused = !right.allowed
    ? right.reason
    : failure?.code === 'forbidden'
      ? `${failure.message} ${failure.next ?? ''}`
      : undefined
  if (refused !== undefined) {
    return (
      <Notice intent="info" title="Whether Sluice wrote Secrets itself cannot be seen.">
        {refused}
      </Notice>
    )
  }
  if (failure) {
    return (
      <FailureNotice
        failure={failure}
        actions={
          <Button size="small" onClick={refetch}>
            Retry
          </Button>
        }
      >
        {' '}
        Whether there are Secrets that Sluice wrote itself is therefore not known.
      </FailureNotice>
    )
  }
  if (shown.length === 0) return null
  return (
    <section className={styles.root} aria-label="Secrets written by Sluice">
      <p className={styles.text}>
        Written by Sluice itself, because no Secret Store extension was there to sync them. Nothing renews them: after a
        change in the vault, write them again or rotate them here. They are looked at every 15 seconds.
      </p>
      <ul className={styles.list}>
        {shown.map((row) => (
          <WrittenStrip
            key={row.uid}
            instanceId={instanceId}
            row={row}
            endpoints={users.get(row.name) ?? none}
            onChanged={refetch}
          />
        ))}
      </ul>
    </section>
  )
}

const none: readonly string[] = []
