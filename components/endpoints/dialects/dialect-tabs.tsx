'use client'

import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useId, useMemo, useState } from 'react'
import { CodeView } from '@/components/ui/code-view'
import { type DialectId, dialectOf, dialects } from '@/lib/endpoints/dialects'
import type { EndpointDraft } from '@/lib/endpoints/dialects/draft'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  tabs: { marginInline: `calc(-1 * ${tokens.spacingHorizontalM})` },
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
})

/** One or several endpoints in each dialect, to be copied or kept as a file. Secrets are named in them, never told. */
export function DialectTabs({ drafts, file }: { drafts: readonly EndpointDraft[]; file: string }) {
  const styles = useStyles()
  const id = useId()
  const [chosen, setChosen] = useState<DialectId>('yaml')
  const dialect = dialectOf(chosen)
  const code = useMemo(() => dialect.write(drafts), [dialect, drafts])
  const what = drafts.length === 1 ? 'The endpoint' : `${drafts.length} endpoints`
  const marked = drafts.some(({ labels, annotations }) => labels ?? annotations)

  return (
    <div className={styles.root}>
      <TabList
        size="small"
        className={styles.tabs}
        aria-label="Dialect"
        selectedValue={chosen}
        onTabSelect={(_, data) => setChosen(dialects.find((one) => one.id === data.value)?.id ?? 'yaml')}
      >
        {dialects.map(({ id: value, label }) => (
          <Tab key={value} value={value} id={`${id}-${value}`} aria-controls={`${id}-code`}>
            {label}
          </Tab>
        ))}
      </TabList>
      <div id={`${id}-code`} role="tabpanel" aria-labelledby={`${id}-${chosen}`}>
        <CodeView code={code} label={`${what} as ${dialect.label}`} file={`${file}.${dialect.extension}`} />
      </div>
      {dialect.toAzure && (
        <p className={styles.note}>
          {marked && 'Azure knows no labels and annotations of endpoints: they are left out. '}
          What is created in Azure comes down to the cluster by itself; the other way nothing goes up.
        </p>
      )}
    </div>
  )
}
