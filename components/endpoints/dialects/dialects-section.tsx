'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import { late } from '@/components/ui/late'
import { Section } from '@/components/ui/section'
import { draftOfResource } from '@/lib/endpoints/dialects/draft'
import type { EndpointResource } from '@/lib/endpoints/resource-types'

// In the browser only: Fluent's tabs carry style attributes, which the content policy drops from what the server sends.
const DialectTabs = dynamic(
  late(() => import('./dialect-tabs').then((module) => module.DialectTabs)),
  { ssr: false },
)

const useStyles = makeStyles({
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  // Room for a short endpoint, so that what is below moves little when the code comes.
  room: { minHeight: '320px' },
})

/** The resource as people write it, in each dialect, and which tools have written it. */
export function DialectsSection({ resource, managers }: { resource: EndpointResource; managers: readonly string[] }) {
  const styles = useStyles()
  const drafts = useMemo(() => [draftOfResource(resource)], [resource])
  return (
    <Section id="yaml" title="As code">
      {managers.length > 0 && <p className={styles.text}>Written by {managers.join(', ')}.</p>}
      <div className={styles.room}>
        <DialectTabs drafts={drafts} file={resource.metadata.name} />
      </div>
    </Section>
  )
}
