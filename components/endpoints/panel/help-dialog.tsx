'use client'

import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { DialogShell } from '@/components/ui/dialog-shell'
import { displayed } from '@/lib/endpoints/summary'
import type { EndpointType, Field } from '@/lib/endpoints/types/define'

const useStyles = makeStyles({
  title: { ...typographyStyles.subtitle2, margin: `${tokens.spacingVerticalS} 0 0` },
  list: { display: 'grid', gridTemplateColumns: 'minmax(140px, 1fr) 3fr', gap: tokens.spacingVerticalS, margin: 0 },
  term: { fontWeight: tokens.fontWeightSemibold },
  detail: { margin: 0 },
  facts: { color: tokens.colorNeutralForeground3 },
})

const sides = { source: 'the source', destination: 'the destination' } as const

/** The help of an endpoint type, written from the same table as its form: it cannot fall behind. */
export function HelpDialog({ type, onClose }: { type: EndpointType; onClose: () => void }) {
  const styles = useStyles()
  return (
    <DialogShell
      title={type.label}
      size="medium"
      reading
      onClose={onClose}
      actions={
        <>
          {' '}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <div>
        {type.sentence} It can be {type.sides.map((side) => sides[side]).join(' or ')} of a dataflow.
      </div>
      {type.methods.length > 0 && (
        <>
          <h3 className={styles.title}>Authentication methods</h3>
          <dl className={styles.list}>
            {type.methods.map(({ value, label, hint }) => (
              <Entry key={value} term={label} text={hint ?? ''} />
            ))}
          </dl>
        </>
      )}
      <h3 className={styles.title}>Settings</h3>
      <dl className={styles.list}>
        {type.fields.map((field) => (
          <Entry key={field.key} term={field.label} text={field.hint} facts={factsOf(type, field)} />
        ))}
      </dl>
    </DialogShell>
  )
}

function Entry({ term, text, facts }: { term: string; text: string; facts?: string }) {
  const styles = useStyles()
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.detail}>
        {text} {facts && <span className={styles.facts}>{facts}</span>}
      </dd>
    </>
  )
}

function factsOf(type: EndpointType, field: Field): string {
  const { control } = field
  const facts = [
    field.required ? 'Required.' : '',
    field.default === undefined ? '' : `Default: ${displayed(type, field, field.default)}.`,
    control.kind === 'number' ? `From ${control.min} to ${control.max}.` : '',
    `Written to spec.${field.path.join('.')}.`,
  ]
  return facts.filter(Boolean).join(' ')
}
