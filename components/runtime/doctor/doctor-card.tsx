'use client'

import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components'
import { useId, type ReactNode } from 'react'
import type { Diagnosis } from '@/lib/runtime/doctor'
import { tones, type Tone } from '@/lib/runtime/state'
import { StateMark } from '../state-mark'
import { Moment } from '../times'
import type { Card } from './bridge-cards'
import type { Place } from './target-href'
import { TargetLink } from './target-link'

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderLeftWidth: '4px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  whose: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  cause: { ...typographyStyles.subtitle2, margin: 0, flexBasis: '100%', overflowWrap: 'anywhere' },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(360px, 100%), 1fr))',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalM,
  },
  title: { ...typographyStyles.body1Strong, margin: `0 0 ${tokens.spacingVerticalXS}` },
  proof: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, margin: 0 },
  label: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  text: {
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  steps: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, margin: 0, paddingLeft: '20px' },
  sure: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
})

const useEdges = makeStyles({
  good: { borderLeftColor: tokens.colorStatusSuccessBorder2 },
  warning: { borderLeftColor: tokens.colorStatusWarningBorder2 },
  bad: { borderLeftColor: tokens.colorStatusDangerBorder2 },
  neutral: { borderLeftColor: tokens.colorNeutralStrokeAccessible },
} satisfies Record<Tone, unknown>)

const sure: Record<Diagnosis['from'], string> = {
  message: 'How sure: the words of the report say so.',
  code: 'How sure: only the reason code tells, so the cause is as general as the code.',
  none: 'How sure: nobody has told the cause. This is what is known and where to look.',
}

/** What ails something: cause, proof, what to do, and how sure that is. `whose` says of what it is told. */
export function DoctorCard({ card, whose, place }: { card: Card; whose: ReactNode; place: Place }) {
  const styles = useStyles()
  const edges = useEdges()
  const id = useId()
  const { state, since, cause, proof, steps, from } = card
  return (
    <article className={mergeClasses(styles.card, edges[tones[state]])} aria-labelledby={id} data-doctor={from}>
      <div className={styles.head}>
        <StateMark state={state} strong />
        <span className={styles.whose}>
          {whose}
          {since !== undefined && (
            <>
              , since <Moment at={since} />
            </>
          )}
        </span>
        <h3 id={id} className={styles.cause}>
          {cause}
        </h3>
      </div>
      <div className={styles.columns}>
        {proof.length > 0 && (
          <div>
            <h4 className={styles.title}>What we saw</h4>
            <dl className={styles.proof}>
              {proof.map(({ label, text }) => (
                <div key={`${label} ${text}`}>
                  <dt className={styles.label}>{label}</dt>
                  <dd className={styles.text}>{text}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
        <div>
          <h4 className={styles.title}>What to do</h4>
          <ol className={styles.steps}>
            {steps.map(({ text, targets }) => (
              <li key={text}>
                {text}{' '}
                {targets.map((target) => (
                  <span key={JSON.stringify(target)}>
                    <TargetLink target={target} place={place} />{' '}
                  </span>
                ))}
              </li>
            ))}
          </ol>
        </div>
      </div>
      <p className={styles.sure}>{sure[from]}</p>
    </article>
  )
}
