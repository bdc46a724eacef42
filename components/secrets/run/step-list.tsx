'use client'

import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { useEffect, useState } from 'react'
import type { Run, Step } from '@/lib/secrets/steps'

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
  detail: {
    gridColumnStart: 2,
    gridColumnEnd: 4,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  done: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  waiting: { color: tokens.colorNeutralForeground3 },
})

/** The steps of a run in their order, each with its state in a sign and a word, and how long it took. */
export function StepList({ run }: { run: Run<string> }) {
  const styles = useStyles()
  return (
    <ol className={styles.list} aria-label="Steps">
      {run.steps.map((step) => (
        <li key={step.id} className={styles.step} data-step={step.id} data-state={step.state}>
          <Sign step={step} />
          <span
            className={mergeClasses(
              step.state !== 'waiting' && styles.label,
              step.state === 'waiting' && styles.waiting,
            )}
          >
            {step.label}
          </span>
          <span className={styles.state}>
            <StateText step={step} />
          </span>
          <Detail step={step} />
        </li>
      ))}
    </ol>
  )
}

function Sign({ step }: { step: Step<string> }) {
  const styles = useStyles()
  switch (step.state) {
    case 'waiting':
      return (
        <span aria-hidden className={mergeClasses(styles.icon, styles.waiting)}>
          <CircleRegular />
        </span>
      )
    case 'running':
      return (
        <span aria-hidden className={styles.icon}>
          <Spinner size="extra-tiny" />
        </span>
      )
    case 'done':
      return (
        <span aria-hidden className={mergeClasses(styles.icon, styles.done)}>
          <CheckmarkCircleRegular />
        </span>
      )
    case 'failed':
      return (
        <span aria-hidden className={mergeClasses(styles.icon, styles.failed)}>
          <ErrorCircleRegular />
        </span>
      )
  }
}

function StateText({ step }: { step: Step<string> }) {
  switch (step.state) {
    case 'waiting':
      return 'Waiting'
    case 'running':
      return <Running since={step.since} />
    case 'done':
      return `Done, ${seconds(step.tookMs)}`
    case 'failed':
      return 'Failed'
  }
}

function Running({ since }: { since: number }) {
  const [now, setNow] = useState(since)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return `Running, ${seconds(Math.max(0, now - since))}`
}

const seconds = (ms: number) => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`)

function Detail({ step }: { step: Step<string> }) {
  const styles = useStyles()
  const text =
    step.state === 'running'
      ? step.note
      : step.state === 'done'
        ? step.detail
        : step.state === 'failed'
          ? step.failure.message
          : undefined
  return text ? <span className={styles.detail}>{text}</span> : null
}
