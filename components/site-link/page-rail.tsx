'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { CircleHintRegular } from '@fluentui/react-icons/svg/circle-hint'
import { linkPages, type LinkPage } from '@/lib/site-link/form'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    margin: 0,
    padding: 0,
    '@media (max-width: 900px)': { flexDirection: 'row', flexWrap: 'wrap' },
  },
  entry: { listStyleType: 'none' },
  button: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    width: '100%',
    minHeight: '36px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    textAlign: 'left',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    ':disabled': { color: tokens.colorNeutralForegroundDisabled, cursor: 'default', backgroundColor: 'transparent' },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    fontWeight: tokens.fontWeightSemibold,
  },
  icon: { display: 'inline-flex', fontSize: '20px', lineHeight: 0 },
  done: { color: tokens.colorStatusSuccessForeground1 },
})

export type RailStep = LinkPage | 'writing' | 'outcome'

export const stepTitles: Record<RailStep, string> = {
  parent: 'Parent',
  identity: 'Identity',
  topics: 'Topics',
  review: 'Review',
  writing: 'Progress',
  outcome: 'Outcome',
}

const steps: readonly RailStep[] = [...linkPages, 'writing', 'outcome']

const words = { done: 'done', current: 'this page', ahead: 'not yet' } as const

/** The pages of the wizard and where somebody is among them. Pages that were reached can be gone to. */
export function PageRail({
  at,
  reached,
  onGo,
}: {
  at: RailStep
  /** The furthest page that can be gone to; none while things are being written. */
  reached: LinkPage | undefined
  onGo: (page: LinkPage) => void
}) {
  const styles = useStyles()
  const here = steps.indexOf(at)
  return (
    <nav aria-label="Pages">
      <ol className={styles.list}>
        {steps.map((step, place) => {
          const state = place === here ? 'current' : place < here ? 'done' : 'ahead'
          const page = linkPages.find((one) => one === step)
          const open = page !== undefined && reached !== undefined && place <= linkPages.indexOf(reached)
          return (
            <li key={step} className={styles.entry}>
              <button
                type="button"
                className={mergeClasses(styles.button, state === 'current' && styles.current)}
                aria-current={state === 'current' ? 'step' : undefined}
                aria-label={`${stepTitles[step]}, ${words[state]}`}
                disabled={!open && state !== 'current'}
                onClick={() => page && open && onGo(page)}
              >
                <span className={mergeClasses(styles.icon, state === 'done' && styles.done)} aria-hidden>
                  {state === 'done' ? (
                    <CheckmarkCircleRegular />
                  ) : state === 'current' ? (
                    <CircleHintRegular />
                  ) : (
                    <CircleRegular />
                  )}
                </span>
                {stepTitles[step]}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
