'use client'

import { makeStyles, Popover, PopoverSurface, tokens } from '@fluentui/react-components'
import type { PositioningImperativeRef } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import type { SignedIn } from '@/lib/access/session/signed-in'
import { SignOutButton } from './sign-out-button'

const useStyles = makeStyles({
  card: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, width: '320px', maxWidth: '90vw' },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  facts: { display: 'grid', gridTemplateColumns: 'auto 1fr', gap: tokens.spacingHorizontalS, margin: 0 },
  term: { color: tokens.colorNeutralForeground2 },
  fact: { margin: 0, maxHeight: '160px', overflowY: 'auto', overflowWrap: 'anywhere' },
  groups: { margin: 0, padding: 0, listStyleType: 'none' },
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
})

type Props = { person: SignedIn; trigger: RefObject<HTMLElement | null>; onClose: () => void }

/** Who is signed in, and as whom the cluster knows them. Mounted open, unmounted to close. */
export function PersonCard({ person, trigger, onClose }: Props) {
  const styles = useStyles()
  const positioning = useRef<PositioningImperativeRef>(null)
  useEffect(() => positioning.current?.setTarget(trigger.current), [trigger])
  const { name, user, groups } = person
  return (
    <Popover
      open
      trapFocus
      positioning={{ position: 'below', align: 'end', positioningRef: positioning }}
      onOpenChange={(_, { open }) => open || onClose()}
    >
      <PopoverSurface aria-label="Who is signed in" className={styles.card}>
        <p className={styles.name}>{name}</p>
        <dl className={styles.facts}>
          <dt className={styles.term}>In the cluster</dt>
          <dd className={styles.fact}>{user}</dd>
          <dt className={styles.term}>{groups.length === 1 ? '1 group' : `${groups.length} groups`}</dt>
          <dd className={styles.fact} tabIndex={groups.length > 6 ? 0 : undefined}>
            <ul className={styles.groups}>
              {groups.map((group) => (
                <li key={group}>{group}</li>
              ))}
            </ul>
          </dd>
        </dl>
        <p className={styles.note}>The portal writes in your name, and the cluster decides what you may do.</p>
        <SignOutButton />
      </PopoverSurface>
    </Popover>
  )
}
