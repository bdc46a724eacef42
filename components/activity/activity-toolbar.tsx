'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { ChoiceField, SearchField } from '@/components/ui/filter-fields'
import { standingWords } from '@/lib/access/trail/trail-results'
import { readActivityQuery, spans, whoIn, type ActivityQuery } from '@/lib/activity/activity-query'
import { activityKinds, kindWord } from '@/lib/activity/kinds'
import type { ActivityRow } from '@/lib/activity/row'
import { didWords } from '@/lib/activity/words'

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, flexShrink: 0 },
  count: { flexGrow: 1, color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  choices: { display: 'flex', flexWrap: 'wrap', flexBasis: '100%', maxWidth: '1120px', gap: tokens.spacingHorizontalS },
})

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

const kinds = activityKinds.map((value) => ({ value, label: kindWord(value) }))
const dids = optionsOf(didWords)
const results = optionsOf(standingWords)
const times = optionsOf(spans)

/** Above the table: how many there are, and what narrows them down. */
export function ActivityToolbar({
  count,
  rows,
  query,
  onQuery,
}: {
  count: string
  /** All there are, for the people among them. */
  rows: readonly ActivityRow[]
  query: ActivityQuery
  onQuery: (change: Partial<ActivityQuery>) => void
}) {
  const styles = useStyles()
  const people = whoIn(rows).map(({ who, count: times }) => ({ value: who, label: `${who} (${times})` }))
  if (query.who && !people.some(({ value }) => value === query.who)) {
    people.push({ value: query.who, label: query.who })
  }
  /** What a list of choices answers is one of its values; read as the URL is, it is known to be. */
  const choose = (name: keyof ActivityQuery) => (value: string) =>
    onQuery({ [name]: readActivityQuery({ get: (one) => (one === name ? value : null) })[name] })
  return (
    <div className={styles.bar}>
      <span className={styles.count} aria-live="polite">
        {count}
      </span>
      <SearchField
        value={query.search}
        label="Search activity"
        placeholder="Search field, object or operation"
        onChange={(search) => onQuery({ search })}
      />
      <div className={styles.choices}>
        <ChoiceField
          shared
          value={query.who}
          label="Filter by person"
          all="Everybody"
          options={people}
          onChange={choose('who')}
        />
        <ChoiceField
          shared
          value={query.kind}
          label="Filter by kind"
          all="All kinds"
          options={kinds}
          onChange={choose('kind')}
        />
        <ChoiceField
          shared
          value={query.did}
          label="Filter by action"
          all="All actions"
          options={dids}
          onChange={choose('did')}
        />
        <ChoiceField
          shared
          value={query.result}
          label="Filter by result"
          all="All results"
          options={results}
          onChange={choose('result')}
        />
        <ChoiceField
          shared
          value={query.span}
          label="Filter by time"
          all="Any time"
          options={times}
          onChange={choose('span')}
        />
      </div>
    </div>
  )
}
