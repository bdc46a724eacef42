'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { useDeferredValue, useMemo } from 'react'
import { draftOfForm } from '@/lib/endpoints/dialects/draft'
import type { EndpointResource, EndpointValues } from '@/lib/endpoints/resource-types'
import { spellingOf } from '@/lib/endpoints/served'
import type { EndpointType } from '@/lib/endpoints/types/define'
import { useServed } from '../use-served'
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
  const served = useServed(instanceId)
  const drafts = useMemo(
    () => [
      draftOfForm(type, { name: name.trim() || unnamed, values }, { namespace, ...spellingOf(served, type) }, existing),
    ],
    [type, name, values, namespace, served, existing],
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
