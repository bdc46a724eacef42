'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { PersonRegular } from '@fluentui/react-icons/svg/person'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { late } from '@/components/ui/late'
import type { SignedIn } from '@/lib/access/session/signed-in'

const load = late(() => import('./person-card').then((module) => module.PersonCard))
const PersonCard = dynamic(load, { ssr: false })

const useStyles = makeStyles({
  button: { minWidth: 0, maxWidth: '200px', fontWeight: tokens.fontWeightRegular },
  name: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '@media (max-width: 900px)': { display: 'none' },
  },
})

/** Who is signed in, always in sight: on a screen that several share, nobody should act in another's name. */
export function PersonMenu({ person }: { person: SignedIn }) {
  const styles = useStyles()
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        ref={trigger}
        appearance="transparent"
        className={styles.button}
        icon={<PersonRegular />}
        aria-label={`Signed in as ${person.name}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.name}>{person.name}</span>
      </Button>
      {open && (
        <PersonCard
          person={person}
          trigger={trigger}
          onClose={() => {
            setOpen(false)
            trigger.current?.focus()
          }}
        />
      )}
    </>
  )
}
