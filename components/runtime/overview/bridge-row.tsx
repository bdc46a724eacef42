'use client'

import { memo, type ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { paths } from '@/lib/core/paths'
import { graphTitleParts, isGraphTitle } from '@/lib/dataflows/graph-title'
import { type Bridge, endpointsOf, type Side } from '@/lib/runtime/bridge'
import type { Flow } from '@/lib/runtime/flow'
import { FlowText } from '../flow-text'
import { ReasonText } from '../reason-text'
import { StateMark } from '../state-mark'
import { Ago, Lasting, Moment } from '../times'
import type { BridgeFlow } from '../use-flows'
import type { TableClasses } from './table-styles'

export type BridgeRowProps = {
  bridge: Bridge
  flow: BridgeFlow | undefined
  instanceId: string
  classes: TableClasses
  /** Place in the whole table, the header being 1. */
  rowIndex: number
  gone: boolean
}

/**
 * One bridge: plain elements, since scrolling makes dozens a second. Its links are plain ones too; the screen sees to it
 * that following one does not load the page anew. Ages tick by themselves.
 */
export const BridgeRow = memo(function BridgeRow(props: BridgeRowProps) {
  const { bridge, flow, instanceId, classes, rowIndex, gone } = props
  const { name, source, destination, worst, profile, pods } = bridge
  const { cells, quiet } = classes
  const nothing = <span className={quiet}>–</span>
  return (
    <tr role="row" className={gone ? classes.goneRow : classes.row} aria-rowindex={rowIndex} data-bridge={name}>
      <th role="rowheader" scope="row" className={cells.bridge}>
        {isGraphTitle(name) ? (
          <GraphName title={name} classes={classes} />
        ) : (
          <a href={paths.dataflow(instanceId, name)} className={classes.bridge} title={name}>
            {name}
          </a>
        )}
        {gone ? (
          <span>
            <Badge tone="danger">deleted</Badge>
          </span>
        ) : (
          <span className={classes.podLine} title={podsTitle(bridge)}>
            {profile} · {podsText(pods)}
          </span>
        )}
      </th>
      <SideCell side={source} flow={flow?.source} instanceId={instanceId} classes={classes} className={cells.source} />
      <SideCell
        side={destination}
        flow={flow?.destination}
        instanceId={instanceId}
        classes={classes}
        className={cells.destination}
      />
      <td role="cell" className={cells.since}>
        {worst.since === undefined ? (
          <span className={classes.quietLine}>not known</span>
        ) : (
          <>
            <span className={classes.line}>
              <Moment at={worst.since} />
            </span>
            <span className={classes.quietLine}>
              <Lasting since={worst.since} />
            </span>
          </>
        )}
      </td>
      <td role="cell" className={cells.reason} title={titleOf(bridge)}>
        {worst.reason ? (
          <span className={classes.reason}>
            <ReasonText reason={worst.reason} />
          </span>
        ) : (
          nothing
        )}
      </td>
      <td role="cell" className={cells.report}>
        {worst.reportedAt === undefined ? (
          <span className={classes.quietLine}>none yet</span>
        ) : (
          <span className={classes.line}>
            <Ago at={worst.reportedAt} />
          </span>
        )}
      </td>
      <td role="cell" className={cells.flow}>
        {flow && <FlowCell flow={flow} bridge={bridge} classes={classes} />}
      </td>
      <td role="cell" className={cells.profile} title={podsTitle(bridge)}>
        <span className={classes.plain}>{profile}</span>
        <span className={classes.quietLine}>{podNames(pods)}</span>
      </td>
      <td role="cell" className={cells.instances}>
        <span className={classes.line}>{podsText(pods)}</span>
      </td>
    </tr>
  )
})

/** However long the name is, that it is a graph's is seen. */
function GraphName({ title, classes }: { title: string; classes: TableClasses }) {
  const [name, mark] = graphTitleParts(title)
  return (
    <span className={classes.graph} title={title}>
      <span className={classes.plain}>{name}</span> <span>{mark}</span>
    </span>
  )
}

function SideCell({
  side,
  flow,
  instanceId,
  classes,
  className,
}: {
  side: Side
  flow: Flow | undefined
  instanceId: string
  classes: TableClasses
  className: string
}) {
  const { endpoint, also = [], state, topics } = side
  const all = endpointsOf(side).join(', ')
  return (
    <td role="cell" className={className}>
      {endpoint ? (
        <a
          href={paths.endpoint(instanceId, endpoint)}
          className={classes.name}
          title={topics.length > 0 ? `${all}: ${topics.join(', ')}` : all}
        >
          {endpoint}
          {also.length > 0 && ` and ${also.length} more`}
        </a>
      ) : (
        <span className={classes.quiet}>no endpoint named</span>
      )}
      <span className={classes.second}>
        <StateMark state={state} />
        {flow?.kind === 'counted' && state === 'connected' && (
          <span className={classes.sideFlow}>
            <FlowText flow={flow} state={state} />
          </span>
        )}
      </span>
    </td>
  )
}

/** Where neither side is counted, once is enough. */
function FlowCell({ flow, bridge, classes }: { flow: BridgeFlow; bridge: Bridge; classes: TableClasses }): ReactNode {
  const { source, destination } = flow
  if (source.kind === 'no-counters' && destination.kind === 'no-counters') {
    return (
      <span className={classes.line}>
        <FlowText flow={source} state={bridge.source.state} />
      </span>
    )
  }
  return (
    <>
      <span className={classes.line}>
        In: <FlowText flow={source} state={bridge.source.state} />
      </span>
      <span className={classes.line}>
        Out: <FlowText flow={destination} state={bridge.destination.state} />
      </span>
    </>
  )
}

const podsText = ({ ready, wanted }: Bridge['pods']): string => `${ready} of ${wanted} ready`

const podNames = ({ names }: Bridge['pods']): string => {
  const [first, ...others] = names
  if (first === undefined) return 'no pods'
  return others.length === 0 ? first : `${first} and ${others.length} more`
}

const podsTitle = ({ profile, pods }: Bridge): string =>
  `Profile ${profile}, ${podsText(pods)}${pods.names.length > 0 ? `: ${pods.names.join(', ')}` : ''}`

const titleOf = ({ worst: { reason } }: Bridge): string | undefined =>
  reason && [reason.text, reason.code, reason.message].filter(Boolean).join('\n')
