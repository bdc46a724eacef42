'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { LinkButton } from '@/components/shell/link-button'
import { useRight } from '@/components/shell/rights-provider'
import { Age } from '@/components/ui/age-text'
import { Badge } from '@/components/ui/badge'
import { GuardedButton } from '@/components/ui/guarded-button'
import { restoresFocus } from '@/components/ui/restore-focus'
import { paths } from '@/lib/core/paths'
import type { Right } from '@/components/shell/right-to'
import type { EndpointUse } from '@/lib/dataflows/usage'
import { defaultEndpointName } from '@/lib/endpoints/default-endpoint'
import type { EndpointResource } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'
import { UseInBridge } from '@/components/bridges/use-in-bridge'
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
  test,
}: {
  instanceId: string
  resource: EndpointResource
  type: EndpointType | null
  typeLabel: string
  /** How it stands, once that is known. */
  state: ReactNode
  usedBy: readonly EndpointUse[]
  /** How to try its connection, where it can be tried. */
  test?: ReactNode
}) {
  const styles = useStyles()
  const router = useRouter()
  const askDelete = useDeletion()
  const { name, uid = '', creationTimestamp } = resource.metadata
  const [create, update, remove] = [
    useRight('endpoints.create'),
    useRight('endpoints.update'),
    useRight('endpoints.delete'),
  ]
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
            <FormLink href={paths.editEndpoint(instanceId, name)} right={update}>
              <EditRegular aria-hidden /> Edit
            </FormLink>
            <FormLink href={paths.cloneEndpoint(instanceId, type.id, name)} right={create}>
              <CopyRegular aria-hidden /> Clone
            </FormLink>
          </>
        )}
        {test}
        <UseInBridge instanceId={instanceId} endpoint={name} typeId={type?.id} />
        <GuardedButton
          {...restoresFocus}
          leave={remove}
          appearance="subtle"
          icon={<DeleteRegular />}
          onClick={() => askDelete({ name, uid, usedBy }, toList)}
        >
          Delete
        </GuardedButton>
      </div>
    </header>
  )
}

/** Opens the form, for whom it is any use. */
function FormLink({ href, right, children }: { href: string; right: Right; children: ReactNode }) {
  return (
    <LinkButton href={href} look="subtle" leave={right} onPointerEnter={warmPanel} onFocus={warmPanel}>
      {children}
    </LinkButton>
  )
}
