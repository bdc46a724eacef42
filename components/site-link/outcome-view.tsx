'use client'

import { makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ArrowRightRegular } from '@fluentui/react-icons/svg/arrow-right'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { BridgeDoctor } from '@/components/runtime/doctor/bridge-doctor'
import { StateMark } from '@/components/runtime/state-mark'
import { useBridges } from '@/components/runtime/use-bridges'
import { useReadServerTime } from '@/components/ui/server-clock'
import { LinkButton } from '@/components/shell/link-button'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/core/paths'
import { outcomeOf } from '@/lib/site-link/outcome'

const useStyles = makeStyles({
  outcome: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  bridges: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, margin: 0, padding: 0 },
  bridge: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto minmax(0, 1fr)',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    padding: tokens.spacingHorizontalM,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    listStyleType: 'none',
  },
  name: { gridColumn: '1 / -1' },
  link: {
    color: tokens.colorBrandForegroundLink,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  side: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  endpoint: { overflowWrap: 'anywhere' },
  topic: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  arrow: { display: 'inline-flex', fontSize: '20px', color: tokens.colorNeutralForeground3 },
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

/** The link once it is written, watched until it is reported: connected, or with what ails it. */
export function OutcomeView({
  instanceId,
  endpoint,
  bridges: names,
  since,
  actions,
}: {
  instanceId: string
  endpoint: string
  /** Names of its dataflows. */
  bridges: readonly string[]
  /** When the last of it was written. */
  since: number
  /** Offered while something ails it. */
  actions: React.ReactNode
}) {
  const styles = useStyles()
  const { bridges } = useBridges(instanceId)
  const own = names.map((name) => bridges.find((bridge) => bridge.name === name))
  const outcome = outcomeOf(own)
  const read = useReadServerTime()
  const [connectedAfter, setConnectedAfter] = useState<number>()
  if (outcome === 'connected' && connectedAfter === undefined) setConnectedAfter(Math.max(0, read() - since))

  return (
    <div data-outcome={outcome} className={styles.outcome}>
      <div role="status">
        {outcome === 'connected' && (
          <Notice intent="success" title="Connected.">
            Both sides of {names.length === 1 ? 'the bridge' : 'both bridges'} are reported as connected
            {connectedAfter !== undefined && `, ${seconds(connectedAfter)} after the last object was written`}.
          </Notice>
        )}
        {outcome === 'waiting' && (
          <Spinner
            labelPosition="after"
            size="small"
            label={
              <>
                Everything is written. Waiting for the first report, for <Elapsed since={since} />: dataflows report
                once a minute, so about two minutes are ordinary.
              </>
            }
          />
        )}
        {outcome === 'paused' && (
          <Notice intent="info" title="Everything is written.">
            Somebody has paused a bridge of it; its page can resume it.
          </Notice>
        )}
        {outcome === 'trouble' && (
          <Notice intent="error" title="Everything is written, and it is not connected.">
            Below it says what ails it. What is put right is reported by itself.
          </Notice>
        )}
      </div>
      <ul className={styles.bridges} aria-label="Bridges of the link">
        {names.map((name, at) => {
          const bridge = own[at]
          return (
            <li key={name} className={styles.bridge}>
              <span className={styles.name}>
                <Link href={paths.dataflow(instanceId, name)} prefetch={false} className={styles.link}>
                  {name}
                </Link>
              </span>
              {bridge && (
                <>
                  <span className={styles.side}>
                    <span className={styles.endpoint}>{bridge.source.endpoint}</span>
                    <span className={styles.topic}>{bridge.source.topics.join(', ')}</span>
                    <StateMark state={bridge.source.state} strong />
                  </span>
                  <span className={styles.arrow} aria-hidden>
                    <ArrowRightRegular />
                  </span>
                  <span className={styles.side}>
                    <span className={styles.endpoint}>{bridge.destination.endpoint}</span>
                    <span className={styles.topic}>{bridge.destination.topics.join(', ')}</span>
                    <StateMark state={bridge.destination.state} strong />
                  </span>
                </>
              )}
            </li>
          )
        })}
      </ul>
      {own.map(
        (bridge) =>
          bridge && (
            <BridgeDoctor
              key={bridge.name}
              instanceId={instanceId}
              bridge={bridge}
              elsewhere={paths.dataflow(instanceId, bridge.name)}
            />
          ),
      )}
      <div className={styles.bar}>
        <LinkButton href={paths.runtime(instanceId)}>Runtime</LinkButton>
        <LinkButton href={paths.endpoint(instanceId, endpoint)}>Endpoint {endpoint}</LinkButton>
        {outcome === 'trouble' && actions}
      </div>
    </div>
  )
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`

function Elapsed({ since }: { since: number }) {
  const read = useReadServerTime()
  const [now, setNow] = useState(since)
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), 1_000)
    return () => clearInterval(timer)
  }, [read])
  return `${Math.max(0, Math.round((now - since) / 1000))} s`
}
