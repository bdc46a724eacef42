'use client'

import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import Link from 'next/link'
import { useState } from 'react'
import { named } from '@/lib/core/named'
import { endpointsOf } from '@/lib/runtime/bridge'
import type { EndpointSide } from '@/lib/runtime/endpoint-states'
import { bridgePath } from '../bridge-path'
import { FlowText } from '../flow-text'
import { ReasonText } from '../reason-text'
import { StateMark } from '../state-mark'
import { Ago, Lasting, Moment } from '../times'
import type { BridgeFlow } from '../use-flows'

const phone = '@media (max-width: 720px)'

const useStyles = makeStyles({
  frame: {
    overflowX: 'auto',
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  head: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`, textAlign: 'left' },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    verticalAlign: 'top',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
  },
  bridge: { width: '24%', [phone]: { width: '50%' } },
  state: { width: '21%', [phone]: { width: '50%' } },
  since: { width: '13%', [phone]: { display: 'none' } },
  reason: { [phone]: { display: 'none' } },
  flow: { width: '16%', [phone]: { display: 'none' } },
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  quiet: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  more: { padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}` },
})

/** Shown at first; the rest at a press. */
const few = 20

/** The sides behind an endpoint's state, worst first: each a bridge's, with what the other side is. */
export function SidesTable({
  sides,
  flowOf,
  instanceId,
}: {
  sides: readonly EndpointSide[]
  flowOf: (bridge: EndpointSide['bridge']) => BridgeFlow | undefined
  instanceId: string
}) {
  const styles = useStyles()
  const [all, setAll] = useState(false)
  const shown = all ? sides : sides.slice(0, few)
  const heads = [
    ['Bridge', styles.bridge],
    ['State of this side', styles.state],
    ['Since', styles.since],
    ['Reason', styles.reason],
    ['Flow', styles.flow],
  ] as const
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label="Bridges that use it">
        <thead>
          <tr>
            {heads.map(([head, width]) => (
              <th key={head} scope="col" className={mergeClasses(styles.head, width)}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ bridge, side, state }) => {
            const other = named(endpointsOf(bridge[side === 'source' ? 'destination' : 'source']))
            const flow = flowOf(bridge)?.[side]
            return (
              <tr key={`${bridge.name} ${side}`} data-side={`${bridge.name} ${side}`}>
                <th scope="row" className={styles.cell}>
                  <Link
                    href={bridgePath(instanceId, bridge.name)}
                    className={mergeClasses(styles.link, styles.strong)}
                    prefetch={false}
                  >
                    {bridge.name}
                  </Link>
                  <span className={styles.quiet}>
                    {side === 'source' ? 'Source, to' : 'Destination, from'} {other || 'no endpoint'}
                  </span>
                </th>
                <td className={styles.cell}>
                  <StateMark state={state.state} />
                  {state.reportedAt !== undefined && (
                    <span className={styles.quiet}>
                      reported <Ago at={state.reportedAt} />
                    </span>
                  )}
                </td>
                <td className={mergeClasses(styles.cell, styles.since)}>
                  {state.since === undefined ? (
                    <span className={styles.quiet}>not known</span>
                  ) : (
                    <>
                      <Moment at={state.since} />
                      <span className={styles.quiet}>
                        <Lasting since={state.since} />
                      </span>
                    </>
                  )}
                </td>
                <td className={mergeClasses(styles.cell, styles.reason)}>
                  {state.reason ? <ReasonText reason={state.reason} /> : '–'}
                </td>
                <td className={mergeClasses(styles.cell, styles.flow)}>
                  {flow ? <FlowText flow={flow} state={state.state} /> : '–'}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {shown.length < sides.length && (
        <div className={styles.more}>
          <Button size="small" onClick={() => setAll(true)}>
            Show all {sides.length}
          </Button>
        </div>
      )}
    </div>
  )
}
