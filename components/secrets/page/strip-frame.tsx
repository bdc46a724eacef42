'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import type { ReactNode, Ref } from 'react'
import { GuardedButton } from '@/components/ui/guarded-button'
import { restoresFocus } from '@/components/ui/restore-focus'
import type { Right } from '@/components/shell/right-to'

const useStyles = makeStyles({
  strip: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    listStyleType: 'none',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { ...typographyStyles.subtitle2, margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, marginLeft: 'auto' },
})

/** The frame of one secret on the Secrets page: its name, how long it lasts, what can be done, and its chain. */
export function StripFrame({
  ref,
  name,
  marks,
  refresh,
  rotate,
  remove,
  onRotate,
  onDelete,
  children,
}: {
  ref: Ref<HTMLLIElement>
  name: string
  marks: ReactNode
  /** What brings the vault's newest values into the cluster. */
  refresh: ReactNode
  /** May it be rotated, may it be deleted? */
  rotate: Right
  remove: Right
  onRotate: () => void
  onDelete: () => void
  children: ReactNode
}) {
  const styles = useStyles()
  return (
    <li ref={ref} className={styles.strip} aria-labelledby={`secret-${name}`} data-secret={name}>
      <div className={styles.head}>
        <h2 id={`secret-${name}`} className={styles.name}>
          {name}
        </h2>
        {marks}
        <span className={styles.actions}>
          {refresh}
          <GuardedButton
            {...restoresFocus}
            leave={rotate}
            appearance="subtle"
            icon={<EditRegular />}
            aria-label={`Rotate ${name}`}
            onClick={onRotate}
          >
            Rotate
          </GuardedButton>
          <GuardedButton
            {...restoresFocus}
            leave={remove}
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={`Delete ${name}`}
            onClick={onDelete}
          >
            Delete
          </GuardedButton>
        </span>
      </div>
      {children}
    </li>
  )
}
