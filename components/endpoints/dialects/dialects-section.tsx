'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import { late } from '@/components/ui/late'
import { Section } from '@/components/ui/section'
import { draftOfResource } from '@/lib/endpoints/dialects/draft'
import type { EndpointResource } from '@/lib/endpoints/resource-types'

// Drawn in the browser alone: Fluent's tabs carry their place in a style attribute, which the content policy drops from a page.
const DialectTabs = dynamic(
  late(() => import('./dialect-tabs').then((module) => module.DialectTabs)),
  { ssr: false, loading: () => <Room /> },
)

const useStyles = makeStyles({
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  room: { minHeight: '320px' },
})

/** What stands below waits at its place. */
function Room() {
  return <div className={useStyles().room} />
}

/** The resource as people write it, in each dialect, and which tools have written it. */
export function DialectsSection({ resource, managers }: { resource: EndpointResource; managers: readonly string[] }) {
  const styles = useStyles()
  const drafts = useMemo(() => [draftOfResource(resource)], [resource])
  return (
    <Section id="yaml" title="As code">
      {managers.length > 0 && <p className={styles.text}>Written by {managers.join(', ')}.</p>}
      <DialectTabs drafts={drafts} file={resource.metadata.name} />
    </Section>
  )
}
