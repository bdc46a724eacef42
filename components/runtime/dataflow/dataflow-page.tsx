'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { ArrowRightRegular } from '@fluentui/react-icons/svg/arrow-right'
import { useMemo, useState } from 'react'
import { FailureText } from '@/components/shell/failure-text'
import { useFeed, type Seed } from '@/components/shell/use-feed'
import { CodeView } from '@/components/ui/code-view'
import { Notice } from '@/components/ui/notice'
import { LateHistory } from '@/components/activity/late-history'
import { Section } from '@/components/ui/section'
import { ServerClock, useServerNow } from '@/components/ui/server-clock'
import { Shimmer } from '@/components/ui/shimmer'
import type { Result } from '@/lib/core/result'
import type { DataflowDetail } from '@/lib/dataflows/detail'
import type { DataflowRow } from '@/lib/dataflows/row'
import { resourceYaml } from '@/lib/kubernetes/resource-yaml'
import { bridgeChecks } from '@/lib/runtime/checks'
import { seenSince } from '@/lib/runtime/timeline-entries'
import { BridgeDoctor } from '../doctor/bridge-doctor'
import { ChecksList } from '../doctor/checks-list'
import { operationsId } from '../doctor/target-href'
import { useCheckFacts } from '../doctor/use-check-facts'
import { usePlace } from '../doctor/use-place'
import { StaleNotice } from '../overview/stale-notice'
import { PodsList } from '../pods/pods-list'
import { usePods, type Pods } from '../pods/use-pods'
import { useBridges, type BridgeSeeds } from '../use-bridges'
import { useFlows } from '../use-flows'
import { DataflowHeader } from './dataflow-header'
import { MissingDataflow } from './missing-dataflow'
import { OperationsList } from './operations-section'
import { SideCard } from './side-card'
import { TimelineList } from './timeline-section'
import { useDataflow } from './use-dataflow'
import { useTimeline } from './use-timeline'

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
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 24px minmax(0, 1fr)',
    alignItems: 'stretch',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalS,
    '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  arrow: {
    alignSelf: 'center',
    justifySelf: 'center',
    display: 'inline-flex',
    fontSize: '24px',
    color: tokens.colorNeutralForeground3,
    '@media (max-width: 720px)': { transform: 'rotate(90deg)' },
  },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignItems: 'start',
    gap: tokens.spacingVerticalXXL,
    [wide]: { gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL, minWidth: 0 },
  skeleton: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
})

export type DataflowSeeds = BridgeSeeds & { listeners: Seed<'listeners'> }

type Props = {
  instanceId: string
  name: string
  serverNow: number
  detail: Result<DataflowDetail>
  seeds: DataflowSeeds
}

/** One dataflow on a page of its own: both sides, what ails them, what it does, its pods and its past. */
export function DataflowPage({ serverNow, ...props }: Props) {
  return (
    <ServerClock serverNow={serverNow}>
      <Body {...props} />
    </ServerClock>
  )
}

function Body({ instanceId, name, detail: first, seeds }: Omit<Props, 'serverNow'>) {
  const styles = useStyles()
  const { bridges, dataflows } = useBridges(instanceId, seeds)
  const flowOf = useFlows(instanceId, bridges, seeds)
  const row = dataflows?.rows.get(name)
  const complete = dataflows?.complete ?? false
  const bridge = bridges.find((one) => one.name === name)
  const result = useDataflow(instanceId, name, first, row, complete)
  const freshness = dataflows?.freshness
  const profile = bridge?.profile ?? ''
  const pods = usePods(instanceId, profile, seeds.pods)
  const timeline = useTimeline(instanceId, name, bridge, useLastEvent(instanceId, name, pods))
  const [seen, setSeen] = useState(row !== undefined)
  if (row && !seen) setSeen(true)

  if (!row && !result.ok && result.failure.code !== 'not-found') {
    return (
      <div className={styles.page}>
        <DataflowHeader instanceId={instanceId} name={name} bridge={undefined} row={undefined} />
        <Notice intent="error" title={result.failure.message}>
          <FailureText failure={result.failure} />
        </Notice>
      </div>
    )
  }
  // One that has only just been made may be in the cluster a moment before it is in the live copy.
  if (!row && (!result.ok || (complete && seen))) {
    return (
      <div className={styles.page}>
        <MissingDataflow instanceId={instanceId} name={name} seen={seen} />
      </div>
    )
  }

  const flow = bridge && flowOf(bridge)
  const past = timeline.result?.ok ? timeline.result.value : undefined
  return (
    <div className={styles.page}>
      <DataflowHeader instanceId={instanceId} name={name} bridge={bridge} row={row} />
      {freshness?.state === 'stale' && <StaleNotice asOf={freshness.asOf} />}
      {bridge ? (
        <>
          <section className={styles.sides} aria-label="Both sides">
            <SideCard
              name="source"
              side={bridge.source}
              seenSince={seenSince(past, 'source', bridge)}
              flow={flow?.source}
              instanceId={instanceId}
            />
            <span className={styles.arrow} aria-hidden>
              <ArrowRightRegular />
            </span>
            <SideCard
              name="destination"
              side={bridge.destination}
              seenSince={seenSince(past, 'destination', bridge)}
              flow={flow?.destination}
              instanceId={instanceId}
            />
          </section>
          <BridgeDoctor instanceId={instanceId} bridge={bridge} />
        </>
      ) : (
        <div className={styles.skeleton} role="status" aria-label="Loading the bridge …">
          <Shimmer size="long" />
          <Shimmer size="medium" />
        </div>
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          <Section id="timeline" title="Timeline">
            <TimelineList result={timeline.result} bridge={bridge} onRetry={() => void timeline.refetch()} />
          </Section>
          <Section id={operationsId} title="What it does">
            {result.ok ? (
              <OperationsList spec={result.value.resource.spec} instanceId={instanceId} />
            ) : (
              <Notice intent="warning" title={result.failure.message}>
                {result.failure.next}
              </Notice>
            )}
          </Section>
        </div>
        <div className={styles.column}>
          {bridge && (
            <Section id="pods" title="Pods behind it">
              <PodsList pods={pods} />
            </Section>
          )}
          {row && <Checks instanceId={instanceId} row={row} />}
        </div>
      </div>
      {result.ok && (
        <Section id="yaml" title="YAML">
          {result.value.managers.length > 0 && (
            <p className={styles.text}>Written by {result.value.managers.join(', ')}.</p>
          )}
          <CodeView code={resourceYaml(result.value.resource)} label="The dataflow as YAML" />
        </Section>
      )}
      <LateHistory instanceId={instanceId} kind="dataflows" name={name} />
    </div>
  )
}

/** When the cluster last told something of the dataflow or its pods, epoch milliseconds; 0 when it never did. */
function useLastEvent(instanceId: string, name: string, { profiles }: Pods): number {
  const events = useFeed(instanceId, 'events')?.rows
  return useMemo(() => {
    let last = 0
    for (const { about, lastAt } of events?.values() ?? []) {
      if (about.kind === 'Dataflow' && about.name === name) last = Math.max(last, lastAt)
    }
    for (const { pods } of profiles) for (const { events: told } of pods) last = Math.max(last, told[0]?.lastAt ?? 0)
    return last
  }, [events, name, profiles])
}

function Checks({ instanceId, row }: { instanceId: string; row: DataflowRow }) {
  const { facts, reading } = useCheckFacts(instanceId, [row.source?.endpoint, row.destination?.endpoint])
  // Certificates end while somebody looks.
  const now = useServerNow()
  const place = usePlace(instanceId, row.name)
  const checks = useMemo(() => (facts ? bridgeChecks(row, facts, now) : []), [facts, row, now])
  const [endpoint] = checks.flatMap(({ fix }) => (fix?.target.kind === 'endpoint-field' ? fix.target.endpoint : []))
  return (
    <Section id="checks" title="Configuration checks">
      <ChecksList checks={checks} reading={reading} place={endpoint ? { ...place, endpoint } : place} />
    </Section>
  )
}
