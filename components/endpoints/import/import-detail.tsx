'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { DiffView } from '@/components/ui/diff-view'
import type { Candidate } from './use-import-reviews'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
})

/** One object of an import: where it stands, all that is to be said of it, and what it would change. */
export function ImportDetail({ candidate }: { candidate: Candidate }) {
  const styles = useStyles()
  const { title, place, problems, notes, review, failure } = candidate
  const said = [...problems, ...(failure ? [[failure.message, failure.next].filter(Boolean).join(' ')] : []), ...notes]
  return (
    <section className={styles.root} aria-label={`Details of ${title}`}>
      <h3 className={styles.title}>{title}</h3>
      <p className={styles.text}>{place}.</p>
      {said.length > 0 && (
        <ul className={styles.list}>
          {said.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {review && review.kind !== 'same' && (
        <>
          {review.unchecked && <p className={styles.text}>{review.unchecked}</p>}
          <DiffView before={review.before} after={review.after} label={`What changes in ${title}`} />
        </>
      )}
    </section>
  )
}
