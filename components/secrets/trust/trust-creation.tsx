'use client'

import { makeStyles } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { late } from '@/components/ui/late'
import { restoresFocus } from '@/components/ui/restore-focus'

const TrustDialog = dynamic(
  late(() => import('./trust-dialog').then((module) => module.TrustDialog)),
  { ssr: false },
)

const useStyles = makeStyles({ button: { alignSelf: 'flex-start' } })

/** Makes a config map of certificate authorities from PEM and chooses it. */
export function TrustCreation({
  instanceId,
  owner,
  taken,
  onCreated,
}: {
  instanceId: string
  /** The endpoint's name: offered in that of the config map. */
  owner: string
  taken: readonly string[]
  onCreated: (name: string) => void
}) {
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  return (
    <>
      <GuardedButton
        {...restoresFocus}
        leave={useRight('trust.create')}
        size="small"
        className={styles.button}
        icon={<AddRegular />}
        onClick={() => setOpen(true)}
      >
        Create from PEM
      </GuardedButton>
      {open && (
        <TrustDialog
          instanceId={instanceId}
          offered={owner ? `${owner}-ca` : ''}
          taken={taken}
          onCreated={(name) => {
            onCreated(name)
            setOpen(false)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
