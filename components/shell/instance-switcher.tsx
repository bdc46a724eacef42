'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { useRouter } from 'next/navigation'
import { paths } from '@/lib/core/paths'
import type { Instance, ListedInstance } from '@/lib/kubernetes/instance'
import { MenuButton } from './menu-button'
import { useSession } from './session-gate'
import { useReach } from './use-reach'

const useStyles = makeStyles({
  button: { minWidth: 0, maxWidth: '420px', fontWeight: tokens.fontWeightRegular },
  text: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  context: { fontWeight: tokens.fontWeightSemibold },
  namespace: { color: tokens.colorNeutralForeground3, '@media (max-width: 640px)': { display: 'none' } },
})

/**
 * Which instance the screen shows, and the way to another one. The server's address is there against mix-ups, and what is
 * out of reach is said before somebody goes there.
 */
export function InstanceSwitcher({ current, instances }: { current: Instance; instances: readonly ListedInstance[] }) {
  const styles = useStyles()
  const router = useRouter()
  const { person } = useSession()
  const reach = useReach(current.id, instances.length > 1)
  return (
    <MenuButton
      label="Instances"
      className={styles.button}
      aria-label={`Instance: ${current.context} / ${current.namespace}`}
      icon={<ChevronDownRegular />}
      iconPosition="after"
      choices={instances.map((instance) => ({
        value: instance.id,
        label: instance.context,
        details: [
          ...(reach[instance.id] === 'unreachable' ? ['Out of reach: its cluster does not answer'] : []),
          ...('server' in instance
            ? [`Namespace ${instance.namespace}`, instance.server]
            : ['It has not said yet whether you may see it']),
          // Whoever signed in is who acts.
          ...(person || !('server' in instance) ? [] : [`Acts as ${instance.actsAs}`]),
        ],
      }))}
      value={current.id}
      onChoose={(id) => id !== current.id && router.push(paths.endpoints(id))}
    >
      <span className={styles.text}>
        <span className={styles.context}>{current.context}</span>
        <span className={styles.namespace}> / {current.namespace}</span>
      </span>
    </MenuButton>
  )
}
