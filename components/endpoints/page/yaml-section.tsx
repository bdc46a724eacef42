'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { CodeView } from '@/components/ui/code-view'
import { Section } from '@/components/ui/section'

const useStyles = makeStyles({ text: { margin: 0, color: tokens.colorNeutralForeground2 } })

/** The resource as people write it, and which tools have written it. */
export function YamlSection({ yaml, managers }: { yaml: string; managers: readonly string[] }) {
  const styles = useStyles()
  return (
    <Section id="yaml" title="YAML">
      {managers.length > 0 && <p className={styles.text}>Written by {managers.join(', ')}.</p>}
      <CodeView code={yaml} label="The endpoint as YAML" />
    </Section>
  )
}
