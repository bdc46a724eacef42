'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { FailureText } from '@/components/shell/failure-text'
import { useButtonClass } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { SidePanelContent } from '@/components/ui/side-panel'
import { paths } from '@/lib/core/paths'
import type { Failure } from '@/lib/core/result'
import type { PanelRoute } from './opening'

const useStyles = makeStyles({
  body: { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}` },
})

/** The panel without a form: still loading (`children`), failed, or nothing that has a form. */
export function PanelMessage({
  instanceId,
  route,
  loaded,
  failure,
  onRetry,
  onClose,
  children,
}: {
  instanceId: string
  route: PanelRoute
  /** The endpoint is here, so it is its type that has no form. */
  loaded: boolean
  failure: Failure | undefined
  onRetry: () => void
  onClose: () => void
  children: ReactNode
}) {
  const styles = useStyles()
  const name = route.kind === 'edit' ? route.name : route.from
  const title = route.kind === 'edit' ? `Edit dataflow endpoint: ${route.name}` : 'Create new dataflow endpoint'
  return (
    <SidePanelContent title={title} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      <div className={styles.body}>
        {failure ? (
          <Notice
            intent="error"
            title={failure.message}
            actions={
              <Button size="small" onClick={onRetry}>
                Try again
              </Button>
            }
          >
            <FailureText failure={failure} />
          </Notice>
        ) : loaded && name !== undefined ? (
          <NoForm href={paths.endpoint(instanceId, name)} />
        ) : route.kind === 'new' && route.from === undefined ? (
          <Notice intent="warning" title="There is no such endpoint type.">
            Close the panel and choose one of the tiles.
          </Notice>
        ) : (
          children
        )}
      </div>
    </SidePanelContent>
  )
}

function NoForm({ href }: { href: string }) {
  const button = useButtonClass('outline')
  return (
    <Notice
      intent="info"
      title="This endpoint is of a type that the portal does not know."
      actions={
        // A full page load: the panel has no other way to go from here but back.
        <a href={href} className={button}>
          Open read-only
        </a>
      }
    >
      Its page shows it as YAML.
    </Notice>
  )
}
