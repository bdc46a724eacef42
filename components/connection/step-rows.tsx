'use client'

import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle'
import type { ReactNode } from 'react'
import { type Problem, stepLabels, type StepState, type TestRun } from '@/lib/connection/steps'
import { stateText } from './verdict'

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', margin: 0, padding: 0 },
  step: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} 0`,
    listStyleType: 'none',
    ':not(:last-child)': { borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}` },
  },
  icon: { display: 'inline-flex', fontSize: '20px', lineHeight: 0, paddingTop: '1px' },
  label: { fontWeight: tokens.fontWeightSemibold },
  state: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  // A line is kept free for it, so that the rows below stay where they are when it comes.
  detail: {
    gridColumnStart: 2,
    gridColumnEnd: 4,
    minHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  problem: {
    gridColumnStart: 2,
    gridColumnEnd: 4,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    overflowWrap: 'anywhere',
  },
  cause: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  todo: { margin: 0, paddingLeft: '20px' },
  proof: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
})

/** The steps of a test in their order: sign, word and time of each, and of what failed why, and what to do. */
export function StepRows({
  run,
  toField,
  carry,
}: {
  run: TestRun
  /** The way to a field of the form, where there is one. */
  toField: (key: string) => ReactNode
  /** What is on offer where a stored client certificate is for another host. */
  carry: (host: string) => ReactNode
}) {
  const styles = useStyles()
  return (
    <ol className={styles.list} aria-label="Steps of the test">
      {run.steps.map(({ id, now }) => (
        <li key={id} className={styles.step} data-step={id} data-state={now.state}>
          <Sign state={now.state} />
          <span className={isQuiet(now) ? styles.quiet : styles.label}>{stepLabels[id]}</span>
          <span className={styles.state}>{stateText(now)}</span>
          {now.state === 'failed' ? (
            <ProblemText problem={now.problem} toField={toField} carry={carry} />
          ) : (
            <span className={styles.detail}>{detailOf(now)}</span>
          )}
        </li>
      ))}
    </ol>
  )
}

const isQuiet = ({ state }: StepState) => state === 'waiting' || state === 'not-reached'

const detailOf = (now: StepState): string =>
  now.state === 'passed' ? now.detail : now.state === 'untried' ? now.reason : ''

function ProblemText({
  problem: { cause, proof, steps, carryTo },
  toField,
  carry,
}: {
  problem: Problem
  toField: (key: string) => ReactNode
  carry: (host: string) => ReactNode
}) {
  const styles = useStyles()
  return (
    <div className={styles.problem}>
      <p className={styles.cause}>{cause}</p>
      <ul className={styles.todo} aria-label="What to do">
        {steps.map(({ text, field }) => (
          <li key={text}>
            {text} {field !== undefined && toField(field)}
          </li>
        ))}
      </ul>
      {carryTo !== undefined && <div>{carry(carryTo)}</div>}
      <p className={styles.proof}>{proof}</p>
    </div>
  )
}

function Sign({ state }: { state: StepState['state'] }) {
  const styles = useStyles()
  const [icon, tone] = signs(styles)[state]
  return (
    <span aria-hidden className={mergeClasses(styles.icon, tone)}>
      {icon}
    </span>
  )
}

const signs = (styles: Record<'good' | 'bad' | 'quiet', string>): Record<StepState['state'], [ReactNode, string?]> => ({
  waiting: [<CircleRegular key="waiting" />, styles.quiet],
  running: [<Spinner key="running" size="extra-tiny" />],
  passed: [<CheckmarkCircleRegular key="passed" />, styles.good],
  failed: [<ErrorCircleRegular key="failed" />, styles.bad],
  untried: [<QuestionCircleRegular key="untried" />, styles.quiet],
  'not-reached': [<SubtractCircleRegular key="not-reached" />, styles.quiet],
})
