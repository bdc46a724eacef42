'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { FailureText } from '@/components/shell/failure-text'
import { LateHistory } from '@/components/activity/late-history'
import { EndpointRuntime } from '@/components/runtime/endpoint/endpoint-runtime'
import { EndpointStateLine } from '@/components/runtime/endpoint/endpoint-state-line'
import { useEndpointState } from '@/components/runtime/endpoint/use-endpoint-state'
import type { BridgeSeeds } from '@/components/runtime/use-bridges'
import { Notice } from '@/components/ui/notice'
import { ServerClock } from '@/components/ui/server-clock'
import type { Result } from '@/lib/core/result'
import { classify } from '@/lib/endpoints/classify'
import type { EndpointDetail } from '@/lib/endpoints/editing'
import { valuesOf } from '@/lib/endpoints/form-values'
import { endpointDetail } from '@/lib/endpoints/queries'
import { settingsSummary } from '@/lib/endpoints/summary'
import { DeletionRoot } from '../deletion'
import { DialectsSection } from '../dialects/dialects-section'
import { useListItems, type ListSeeds } from '../use-list-items'
import { TrialBar } from '../confirmed/trial-bar'
import { Missing } from './missing'
import { PageHeader } from './page-header'
import { SettingsSummary } from './settings-summary'
import { PageConnectionTest } from './page-connection-test'
import { UsedBy } from './used-by'

/** Room for two columns that can be read. */
const wide = '@media (min-width: 1600px)'

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXL,
    maxWidth: '1120px',
    [wide]: { maxWidth: '1600px' },
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXXL}`,
    '@media (max-width: 720px)': { padding: tokens.spacingHorizontalM },
  },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignItems: 'start',
    gap: tokens.spacingVerticalXXL,
    [wide]: { gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL, minWidth: 0 },
})

type Props = {
  instanceId: string
  name: string
  serverNow: number
  detail: Result<EndpointDetail>
  seeds: ListSeeds & BridgeSeeds
}

/** One endpoint on a page of its own: what is in force, who uses it, and the resource itself. Those of unknown types too. */
export function EndpointPage({ instanceId, name, serverNow, detail: first, seeds }: Props) {
  return (
    <ServerClock serverNow={serverNow}>
      <DeletionRoot instanceId={instanceId}>
        <Body instanceId={instanceId} name={name} detail={first} seeds={seeds} />
      </DeletionRoot>
    </ServerClock>
  )
}

function Body({ instanceId, name, detail: first, seeds }: Omit<Props, 'serverNow'>) {
  const styles = useStyles()
  const { data: result = first, refetch } = useQuery({
    ...endpointDetail(instanceId, name),
    initialData: first,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { uses, collection, facts } = useListItems(instanceId, seeds)
  const standing = useEndpointState(instanceId, name, seeds)
  const row = collection?.rows.get(name)
  const shown = result.ok ? result.value.resource.metadata.resourceVersion : undefined

  // The row of the live stream says when the endpoint changed, came or went.
  const version = collection?.complete ? (row?.resourceVersion ?? 'gone') : shown
  const settled = shown ?? 'gone'
  useEffect(() => {
    if (version !== undefined && version !== settled) void refetch()
  }, [version, settled, refetch])

  if (!result.ok) {
    return (
      <div className={styles.page}>
        {result.failure.code === 'not-found' ? (
          <Missing instanceId={instanceId} name={name} />
        ) : (
          <Notice intent="error" title={result.failure.message}>
            <FailureText failure={result.failure} />
          </Notice>
        )}
      </div>
    )
  }
  const { resource, managers } = result.value
  const { type, label } = classify(resource.spec, { localServices: facts.map(({ service }) => service) })
  const usedBy = uses.get(name) ?? []
  return (
    <div className={styles.page}>
      <PageHeader
        instanceId={instanceId}
        resource={resource}
        type={type}
        typeLabel={label}
        state={standing.state && <EndpointStateLine state={standing.state} />}
        usedBy={usedBy}
        test={type && <PageConnectionTest instanceId={instanceId} name={name} type={type} spec={resource.spec} />}
      />
      {row?.trial && <TrialBar instanceId={instanceId} name={name} uid={row.uid} trial={row.trial} />}
      <div className={styles.columns}>
        <EndpointRuntime instanceId={instanceId} name={name} standing={standing} seeds={seeds} />
        <div className={styles.column}>
          {type && <SettingsSummary settings={settingsSummary(type, valuesOf(type, resource.spec))} />}
          <UsedBy uses={usedBy} />
          <DialectsSection resource={resource} managers={managers} />
        </div>
      </div>
      <LateHistory instanceId={instanceId} kind="dataflowendpoints" name={name} />
    </div>
  )
}
