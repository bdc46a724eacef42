'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { paths } from '@/lib/core/paths'
import type { Side, SideName } from '@/lib/runtime/bridge'
import type { Flow } from '@/lib/runtime/flow'
import type { Source } from '@/lib/runtime/state'
import { sharedText } from '../flow-words'
import { FlowText } from '../flow-text'
import { ReasonText } from '../reason-text'
import { StateMark } from '../state-mark'
import { Ago, Lasting, Moment } from '../times'

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    minWidth: 0,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  which: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  endpoint: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  state: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground2 },
  facts: { margin: 0 },
  fact: {
    display: 'grid',
    gridTemplateColumns: '84px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
  value: { margin: 0, overflowWrap: 'anywhere' },
  topics: { display: 'flex', flexDirection: 'column', margin: 0, padding: 0, listStyleType: 'none' },
  topic: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  caveat: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
})

const verdictFrom: Record<Source, string> = {
  report: 'dataflow status',
  'older-report': 'dataflow status, in the form of versions before 1.3',
  pods: 'pod phase',
  spec: 'the dataflow itself',
  nothing: 'nothing reported',
}

const titles: Record<SideName, string> = { source: 'Source', destination: 'Destination' }

/** One side of a bridge: where it leads, how it stands, since when, why, how that is known, and what flows. */
export function SideCard({
  name,
  side,
  seenSince,
  flow,
  instanceId,
}: {
  name: SideName
  side: Side
  /** Since when the portal itself saw it stand so: for what the cluster does not tell. */
  seenSince: number | undefined
  flow: Flow | undefined
  instanceId: string
}) {
  const styles = useStyles()
  const { endpoint, state, since = seenSince, reason, reportedAt, source, topics } = side
  return (
    <article className={styles.card} aria-label={`${titles[name]} ${endpoint}`.trim()} data-side={name}>
      <div>
        <p className={styles.which}>{titles[name]}</p>
        <h2 className={styles.endpoint}>
          {endpoint ? (
            <Link href={paths.endpoint(instanceId, endpoint)} className={styles.link} prefetch={false}>
              {endpoint}
            </Link>
          ) : (
            'No endpoint named'
          )}
        </h2>
      </div>
      <div className={styles.state}>
        <StateMark state={state} strong />
        <span className={styles.quiet}>
          {since === undefined ? (
            'not known since when'
          ) : (
            <>
              since <Moment at={since} /> (<Lasting since={since} />)
            </>
          )}
        </span>
      </div>
      <dl className={styles.facts}>
        {reason && (
          <Fact label="Reason">
            <ReasonText reason={reason} />
          </Fact>
        )}
        <Fact label="Flow">
          {flow ? <SideFlow flow={flow} state={state} /> : <span className={styles.quiet}>not read yet</span>}
        </Fact>
        <Fact label={name === 'source' ? 'Topics' : 'Writes to'}>
          {topics.length === 0 ? (
            <span className={styles.quiet}>none named</span>
          ) : (
            <ul className={styles.topics}>
              {topics.map((topic) => (
                <li key={topic} className={styles.topic}>
                  {topic}
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact label="Read from">
          {verdictFrom[source]}
          {reportedAt !== undefined && (
            <span className={styles.quiet}>
              , reported <Ago at={reportedAt} />
            </span>
          )}
        </Fact>
      </dl>
    </article>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <div className={styles.fact}>
      <dt className={styles.quiet}>{label}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  )
}

function SideFlow({ flow, state }: { flow: Flow; state: Side['state'] }) {
  const styles = useStyles()
  const caveat = flow.kind === 'no-counters' ? flow.why : sharedText(flow)
  return (
    <>
      <FlowText flow={flow} state={state} />
      {caveat !== undefined && <span className={styles.caveat}>{caveat}</span>}
    </>
  )
}
