'use client'

import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right'
import { memo } from 'react'
import { DatedMoment } from '@/components/runtime/times'
import { kindWord } from '@/lib/activity/kinds'
import type { ActivityRow as Row } from '@/lib/activity/row'
import { activityText, standingOfRow, whoText } from '@/lib/activity/words'
import { CopyOperation } from './copy-operation'
import { objectPath } from './object-link'
import { StandingMark } from './standing-mark'
import type { TableClasses } from './table-styles'

export type ActivityRowProps = {
  row: Row
  open: boolean
  now: number
  instanceId: string
  classes: TableClasses
  /** Place in the whole table, the header being 1. */
  rowIndex: number
  onToggle: (name: string) => void
}

/** What somebody did, on one line: plain elements, since scrolling makes dozens a second. */
export const ActivityRow = memo(function ActivityRow(props: ActivityRowProps) {
  const { row, open, now, instanceId, classes, rowIndex, onToggle } = props
  const { cells, quiet } = classes
  const { about, by } = row
  const what = activityText(row, now)
  const who = whoText(row)
  const { standing, why } = standingOfRow(row, now)
  const path = objectPath(instanceId, row)
  const nothing = <span className={quiet}>–</span>
  return (
    <tr role="row" className={open ? classes.openRow : classes.row} aria-rowindex={rowIndex} data-activity={row.name}>
      <td role="cell" className={cells.when}>
        <button
          type="button"
          className={classes.button}
          aria-expanded={open}
          aria-label={`Details: ${what}`}
          onClick={() => onToggle(row.name)}
        >
          {open ? <ChevronDownRegular aria-hidden /> : <ChevronRightRegular aria-hidden />}
        </button>
        <span className={classes.time}>
          <DatedMoment at={row.at} />
        </span>
      </td>
      <td role="cell" className={cells.who} title={`${who.name}${who.detail && ` (${who.detail})`}`}>
        <span className={classes.line}>{who.name}</span>
        {who.detail && <span className={classes.second}>{who.detail}</span>}
      </td>
      <th role="rowheader" scope="row" className={cells.what} title={what}>
        <span className={classes.what}>{what}</span>
        <span className={classes.below}>
          <span className={classes.whoBelow}>{who.name}</span>
          <span className={classes.resultBelow}>
            <StandingMark standing={standing} />
          </span>
        </span>
      </th>
      <td role="cell" className={cells.object} title={about.name}>
        {about.name === undefined ? (
          nothing
        ) : path === undefined ? (
          <span className={classes.line}>{about.name}</span>
        ) : (
          <a href={path} className={classes.link}>
            {about.name}
          </a>
        )}
        <span className={classes.second}>{kindWord(about.kind)}</span>
      </td>
      <td role="cell" className={cells.result} title={why}>
        <StandingMark standing={standing} />
        {why && <span className={classes.second}>{why}</span>}
      </td>
      <td role="cell" className={cells.operation}>
        {by.way === 'portal' ? (
          <>
            <span className={classes.code}>{by.operationId}</span>
            <CopyOperation operationId={by.operationId} className={classes.button} />
          </>
        ) : (
          nothing
        )}
      </td>
    </tr>
  )
})
