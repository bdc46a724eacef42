'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { PersonRegular } from '@fluentui/react-icons/svg/person'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    maxWidth: '200px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    '@media (max-width: 900px)': { display: 'none' },
  },
  icon: { display: 'flex', flexShrink: 0, fontSize: '20px' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
})

/** Whose rights the portal uses on the cluster where nobody signs in: everybody at this machine acts as the kubeconfig. */
export function ActsAs({ name, context }: { name: string; context: string }) {
  const styles = useStyles()
  return (
    <span className={styles.root} title={`The portal acts as ${name}, from the kubeconfig's context ${context}.`}>
      <span className={styles.icon} aria-hidden>
        <PersonRegular />
      </span>
      <span className={styles.name}>{name}</span>
    </span>
  )
}
