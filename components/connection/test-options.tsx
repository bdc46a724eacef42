'use client'

import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { Notice } from '@/components/ui/notice'
import type { TestOptions } from '@/lib/connection/inputs'
import { optionProblems } from '@/lib/connection/topics'

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'start',
  },
})

/** What somebody has chosen of a test: texts as typed. */
export type Chosen = { subscribe: string; publishes: boolean; publish: string }

/** What is sent of it; empty texts leave their step out. */
export const optionsOf = ({ subscribe, publishes, publish }: Chosen): TestOptions => ({
  ...(subscribe.trim() !== '' && { subscribe: subscribe.trim() }),
  ...(publishes && { publish: publish.trim() }),
})

/** The topics of a test. A message is sent only where somebody asks for it: others may hear it. */
export function TestOptionFields({ chosen, onChange }: { chosen: Chosen; onChange: (chosen: Chosen) => void }) {
  const styles = useStyles()
  const problems = optionProblems(optionsOf(chosen))
  return (
    <div className={styles.row}>
      <Field
        label="Topic to subscribe to"
        hint="For a moment; what arrives is dropped. Empty leaves the step out."
        validationMessage={problems.subscribe}
      >
        <Input
          value={chosen.subscribe}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, { value }) => onChange({ ...chosen, subscribe: value })}
        />
      </Field>
      <div>
        <Checkbox
          label="Send a test message"
          checked={chosen.publishes}
          onChange={(_, { checked }) => onChange({ ...chosen, publishes: checked === true })}
        />
        {chosen.publishes && (
          <Field
            label="Topic of the test message"
            hint="Whoever listens there hears one line of text."
            validationMessage={problems.publish}
          >
            <Input
              value={chosen.publish}
              spellCheck={false}
              autoComplete="off"
              onChange={(_, { value }) => onChange({ ...chosen, publish: value })}
            />
          </Field>
        )}
      </div>
    </div>
  )
}

/** What becomes of a client certificate that is tried before it is stored. */
export function StagedNotice() {
  return (
    <Notice intent="info" title="Uses the certificate from this form, not yet stored.">
      Its key goes to the portal for this test alone, and never to the broker.
    </Notice>
  )
}
