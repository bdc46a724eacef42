'use client'

import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { HourglassRegular } from '@fluentui/react-icons/svg/hourglass'
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited'
import type { ReactNode } from 'react'
import { cellStyle, LongTable, rowStyle } from '@/components/ui/long-table'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import type { Outcome } from './run-set'

/** One member of a reviewed set. */
export type Member = {
  key: string
  name: string
  /** What will happen to it, in a few words. */
  change: string
  /** Why nothing will happen to it; it is left out then. */
  problem?: string
  /** Worth knowing before. */
  note?: string
}

const rowHeight = 64

const useStyles = makeStyles({
  region: { maxHeight: 'min(45vh, 460px)', minHeight: `${rowHeight * 2}px`, borderRadius: tokens.borderRadiusMedium },
  head: { ...rowStyle(33, '132px minmax(0, 1fr) auto'), borderBottom: `1px solid ${tokens.colorNeutralStroke1}` },
  heading: { ...cellStyle, padding: `0 ${tokens.spacingHorizontalS}`, fontWeight: tokens.fontWeightSemibold },
  row: {
    ...rowStyle(rowHeight, '132px minmax(0, 1fr) auto'),
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
  cell: { ...cellStyle, padding: `0 ${tokens.spacingHorizontalS}` },
  state: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  sign: { display: 'inline-flex', fontSize: '16px', lineHeight: 0 },
  name: { fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis' },
  // Two lines: what went wrong must be read without pointing at it.
  text: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '2',
    overflow: 'hidden',
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  warned: { color: tokens.colorStatusWarningForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
})

/** A set before, while and after it is done: each member with how it stands (sign and word) and what that means. */
export function SetTable({
  label,
  members,
  outcomes,
  aside,
}: {
  label: string
  members: readonly Member[]
  outcomes: ReadonlyMap<string, Outcome>
  /** What can be done with one of them. */
  aside?: (member: Member) => ReactNode
}) {
  const styles = useStyles()
  return (
    <LongTable
      label={label}
      className={styles.region}
      rows={members}
      rowHeight={rowHeight}
      keyOf={({ key }) => key}
      head={
        <tr role="row" className={styles.head} aria-rowindex={1}>
          <th role="columnheader" scope="col" className={styles.heading}>
            State
          </th>
          <th role="columnheader" scope="col" className={styles.heading}>
            Endpoint
          </th>
          <th role="columnheader" scope="col" className={styles.heading}>
            <VisuallyHidden>Actions</VisuallyHidden>
          </th>
        </tr>
      }
      row={(member, rowIndex) => {
        const standing = standingOf(member, outcomes.get(member.key))
        const said = standing.text ?? member.change
        return (
          <tr role="row" className={styles.row} aria-rowindex={rowIndex}>
            <td role="cell" className={styles.cell}>
              <span className={mergeClasses(styles.state, styles[standing.tone])}>
                <span className={styles.sign} aria-hidden>
                  {standing.sign}
                </span>
                {standing.word}
              </span>
            </td>
            <th role="rowheader" scope="row" className={styles.cell}>
              <div className={styles.name} title={member.name}>
                {member.name}
              </div>
              <div className={styles.text} title={[said, member.note].filter(Boolean).join(' ')}>
                {said}
                {standing.text === undefined && member.note !== undefined && (
                  <span className={styles.warned}> {member.note}</span>
                )}
              </div>
            </th>
            <td role="cell" className={styles.cell}>
              {aside?.(member)}
            </td>
          </tr>
        )
      }}
    />
  )
}

type Standing = { word: string; sign: ReactNode; tone: 'good' | 'bad' | 'quiet'; text?: string }

const standingOf = ({ problem }: Member, outcome: Outcome | undefined): Standing => {
  switch (outcome?.state) {
    case undefined:
      return problem === undefined
        ? { word: 'Ready', sign: <CircleRegular />, tone: 'quiet' }
        : { word: 'Left out', sign: <ProhibitedRegular />, tone: 'bad', text: problem }
    case 'waiting':
      return { word: 'Waiting', sign: <HourglassRegular />, tone: 'quiet' }
    case 'running':
      return { word: 'Running …', sign: <Spinner size="extra-tiny" />, tone: 'quiet' }
    case 'done':
      return { word: 'Done', sign: <CheckmarkCircleRegular />, tone: 'good', text: outcome.text }
    case 'not-run':
      return { word: 'Not run', sign: <ProhibitedRegular />, tone: 'quiet', text: 'Its turn did not come.' }
    case 'failed': {
      const { message, next = '', operationId } = outcome.failure
      const operation = operationId === undefined ? '' : `Operation ${operationId}.`
      return {
        word: 'Failed',
        sign: <ErrorCircleRegular />,
        tone: 'bad',
        text: [message, next, operation].filter(Boolean).join(' '),
      }
    }
  }
}
