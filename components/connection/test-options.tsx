'use client'

import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { Notice } from '@/components/ui/notice'
import type { TestOptions } from '@/lib/connection/inputs'
import { pickedIn } from '@/lib/connection/client-choice'
import type { StagedClient } from '@/lib/connection/staged-client'
import { optionProblems } from '@/lib/connection/topics'
import { slotNames } from '@/lib/secrets/slots'

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
      <TopicField
        label="Topic to subscribe to"
        hint="For a moment; what arrives is dropped. Empty leaves the step out."
        problem={problems.subscribe}
        value={chosen.subscribe}
        onChange={(subscribe) => onChange({ ...chosen, subscribe })}
      />
      <div>
        <Checkbox
          label="Send a test message"
          checked={chosen.publishes}
          onChange={(_, { checked }) => onChange({ ...chosen, publishes: checked === true })}
        />
        {chosen.publishes && (
          <TopicField
            label="Topic of the test message"
            hint="Whoever listens there hears one line of text."
            problem={problems.publish}
            value={chosen.publish}
            onChange={(publish) => onChange({ ...chosen, publish })}
          />
        )}
      </div>
    </div>
  )
}

function TopicField({
  label,
  hint,
  problem,
  value,
  onChange,
}: {
  label: string
  hint: string
  /** Why no test can use it as it is. */
  problem: string | undefined
  value: string
  onChange: (value: string) => void
}) {
  return (
    <Field label={label} hint={hint} validationMessage={problem}>
      <Input value={value} spellCheck={false} autoComplete="off" onChange={(_, data) => onChange(data.value)} />
    </Field>
  )
}

/** What becomes of a client certificate that is tried before it is stored and synced. */
export function StagedNotice({ client }: { client: StagedClient }) {
  const picked = pickedIn(client)
  if (picked.length === 0)
    return (
      <Notice intent="info" title="Uses the certificate from this form, not yet stored.">
        Its key goes to the portal for this test alone, and never to the broker.
      </Notice>
    )
  const mixed = slotNames.some((slot) => typeof client[slot] === 'string')
  return (
    <Notice
      intent="info"
      title={`Uses what was picked from the vault${mixed ? ' and typed here' : ''}, not yet synced.`}
    >
      The portal reads {picked.map(({ secret }) => secret).join(' and ')} for this test alone. The key never goes to the
      broker.
    </Notice>
  )
}
