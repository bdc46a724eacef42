'use client'

import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { Age } from '@/components/ui/age-text'
import { Badge } from '@/components/ui/badge'
import { useButtonClass } from '@/components/ui/link-button'
import { restoresFocus } from '@/components/ui/restore-focus'
import { paths } from '@/lib/core/paths'
import type { EndpointUse } from '@/lib/dataflows/usage'
import { defaultEndpointName } from '@/lib/endpoints/default-endpoint'
import type { EndpointResource } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'
import { useDeletion } from '../deletion'
import { warmPanel } from '../panel/lazy-panel'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  crumb: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  heading: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  title: { ...typographyStyles.title2, margin: 0, overflowWrap: 'anywhere' },
  facts: { margin: 0, color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, marginTop: tokens.spacingVerticalS },
})

/** Name, type and age of an endpoint, and what can be done with it. */
export function PageHeader({
  instanceId,
  resource,
  type,
  typeLabel,
  state,
  usedBy,
}: {
  instanceId: string
  resource: EndpointResource
  type: EndpointType | null
  typeLabel: string
  /** How it stands, once that is known. */
  state: ReactNode
  usedBy: readonly EndpointUse[]
}) {
  const styles = useStyles()
  const button = useButtonClass('subtle')
  const router = useRouter()
  const askDelete = useDeletion()
  const { name, uid = '', creationTimestamp } = resource.metadata
  const toList = () => router.push(paths.endpoints(instanceId))

  return (
    <header className={styles.root}>
      <nav aria-label="Breadcrumb">
        <Link href={paths.endpoints(instanceId)} className={styles.crumb} prefetch={false}>
          Dataflow endpoints
        </Link>
      </nav>
      <div className={styles.heading}>
        <h1 className={styles.title}>{name}</h1>
        {name === defaultEndpointName && <Badge tone="brand">default</Badge>}
        {state}
      </div>
      <p className={styles.facts}>
        {typeLabel}
        {creationTimestamp && (
          <>
            {' · created '}
            <Age since={creationTimestamp} ago />
          </>
        )}
      </p>
      <div className={styles.actions}>
        {type && (
          <>
            <Link
              href={paths.editEndpoint(instanceId, name)}
              className={button}
              prefetch={false}
              onPointerEnter={warmPanel}
              onFocus={warmPanel}
            >
              <EditRegular aria-hidden /> Edit
            </Link>
            <Link
              href={paths.cloneEndpoint(instanceId, type.id, name)}
              className={button}
              prefetch={false}
              onPointerEnter={warmPanel}
              onFocus={warmPanel}
            >
              <CopyRegular aria-hidden /> Clone
            </Link>
          </>
        )}
        <Button
          {...restoresFocus}
          appearance="subtle"
          icon={<DeleteRegular />}
          onClick={() => askDelete({ name, uid, usedBy }, toList)}
        >
          Delete
        </Button>
      </div>
    </header>
  )
}
