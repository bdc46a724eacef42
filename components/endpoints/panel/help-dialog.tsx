'use client'

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components'
import { useReturnFocus } from '@/components/ui/use-return-focus'
import { displayed } from '@/lib/endpoints/summary'
import type { EndpointType, Field } from '@/lib/endpoints/types/define'

const useStyles = makeStyles({
  surface: { maxWidth: '760px' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { ...typographyStyles.subtitle2, margin: `${tokens.spacingVerticalS} 0 0` },
  list: { display: 'grid', gridTemplateColumns: 'minmax(140px, 1fr) 3fr', gap: tokens.spacingVerticalS, margin: 0 },
  term: { fontWeight: tokens.fontWeightSemibold },
  detail: { margin: 0 },
  facts: { color: tokens.colorNeutralForeground3 },
})

const sides = { source: 'the source', destination: 'the destination' } as const

/** The help of an endpoint type, written from the same table as its form: it cannot fall behind. */
export function HelpDialog({ type, onClose }: { type: EndpointType; onClose: () => void }) {
  useReturnFocus()
  const styles = useStyles()
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{type.label}</DialogTitle>
          <DialogContent className={styles.content} tabIndex={0}>
            <div>
              {type.sentence} It can be {type.sides.map((side) => sides[side]).join(' or ')} of a dataflow.
            </div>
            <h3 className={styles.title}>Authentication methods</h3>
            <dl className={styles.list}>
              {type.methods.map(({ value, label, hint }) => (
                <Entry key={value} term={label} text={hint ?? ''} />
              ))}
            </dl>
            <h3 className={styles.title}>Settings</h3>
            <dl className={styles.list}>
              {type.fields.map((field) => (
                <Entry key={field.key} term={field.label} text={field.hint} facts={factsOf(type, field)} />
              ))}
            </dl>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
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
