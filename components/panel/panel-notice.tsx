'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { FailureText } from '@/components/shell/failure-text'
import { Notice } from '@/components/ui/notice'
import { SidePanelContent } from '@/components/ui/side-panel'
import type { Failure } from '@/lib/core/result'

const useStyles = makeStyles({
  body: { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}` },
})

/** A panel without a form: what it is to hold failed to come, or else `children`. */
export function PanelNotice({
  title,
  failure,
  onRetry,
  onClose,
  children,
}: {
  title: string
  failure: Failure | undefined
  onRetry: () => void
  onClose: () => void
  children: ReactNode
}) {
  const styles = useStyles()
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
        ) : (
          children
        )}
      </div>
    </SidePanelContent>
  )
}
