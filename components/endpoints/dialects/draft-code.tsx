'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { useDeferredValue, useMemo } from 'react'
import { useFeed } from '@/components/shell/use-feed'
import { draftOfForm } from '@/lib/endpoints/dialects/draft'
import type { EndpointResource, EndpointValues } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'
import { DialectTabs } from './dialect-tabs'

const useStyles = makeStyles({ text: { margin: 0, color: tokens.colorNeutralForeground2 } })

/** What the form holds just now, in each dialect: it follows each key. */
export function DraftCode({
  instanceId,
  namespace,
  type,
  name,
  values,
  existing,
}: {
  instanceId: string
  namespace: string
  type: EndpointType
  name: string
  values: EndpointValues
  existing?: EndpointResource
}) {
  const styles = useStyles()
  const endpoints = useFeed(instanceId, 'endpoints')?.rows
  // A field that one endpoint of the cluster has is one that its definition lists: it drops all others.
  const hostType = useMemo(
    () => [...(endpoints?.values() ?? [])].some((row) => row.hostType !== undefined),
    [endpoints],
  )
  const drafts = useMemo(
    () => [draftOfForm(type, { name: name.trim() || unnamed, values }, { namespace, hostType }, existing)],
    [type, name, values, namespace, hostType, existing],
  )
  return (
    <>
      <p className={styles.text}>
        What stands in the form, as it would be written. Secrets are named here; their values are in Key Vault and
        nowhere else.
      </p>
      <DialectTabs drafts={useDeferredValue(drafts)} file={name.trim() || unnamed} />
    </>
  )
}

/** Stands where the name will. */
const unnamed = 'new-endpoint'
