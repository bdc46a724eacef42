'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { runnerOf, type Runner } from '@/components/secrets/run/runner'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { Notice } from '@/components/ui/notice'
import type { Permission } from '@/lib/access/rights/permissions'
import { runOf } from '@/lib/secrets/steps'
import type { SiteLinkForm } from '@/lib/site-link/form'
import { afterUndo, standingOf, standingSentence, undoOrder, type Made, type UndoPart } from '@/lib/site-link/made'
import type { MadeStore } from './made-store'
import { undoDriver, undoLabels } from './undo-driver'
import { WritingView } from './writing-view'

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, margin: 0, paddingLeft: '20px' },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  stays: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  text: { margin: 0 },
})

/** What it takes to take a part back. */
const rights = ({ secret }: Made): Record<UndoPart, readonly Permission[]> => ({
  down: ['dataflows.delete'],
  up: ['dataflows.delete'],
  endpoint: ['endpoints.delete'],
  secret: [secret?.how === 'written' ? 'secrets.delete-written' : 'secrets.delete'],
  entries: ['secrets.list-objects'],
  trust: ['trust.delete'],
})

/** A link that was ended half way: what exactly stands of it, and the way to take that back. */
export function EndingView({
  instanceId,
  form,
  store,
  made,
  onLeave,
  onReturn,
}: {
  instanceId: string
  form: SiteLinkForm
  store: MadeStore
  made: Made
  /** Leaves the wizard as things stand. */
  onLeave: () => void
  /** Back to where it was ended. */
  onReturn?: { label: string; run: () => void }
}) {
  const styles = useStyles()
  const client = useQueryClient()
  const [runner, setRunner] = useState<Runner<UndoPart>>()
  const [kept, setKept] = useState<readonly string[]>([])
  const [done, setDone] = useState(false)
  const parts = undoOrder(made)
  const [first = 'rights.read', ...others] = [...new Set(parts.flatMap((part) => rights(made)[part]))]
  const right = useRight(first, ...others)

  const undo = () => {
    const driver = undoDriver({ instance: instanceId, form, store, client, onKept: setKept })
    setRunner(runnerOf(runOf(parts.map((id) => ({ id, label: undoLabels[id] }))), driver))
  }

  if (done) {
    return (
      <>
        <Notice intent="success" title="What was made has been removed.">
          {afterUndo(made, kept)}
        </Notice>
        <div className={styles.bar}>
          <Button appearance="primary" onClick={onLeave}>
            Close
          </Button>
        </div>
      </>
    )
  }
  if (runner) {
    return (
      <WritingView
        runner={runner}
        stands={standingSentence(made)}
        stop={{ label: 'Leave the rest', run: () => setRunner(undefined) }}
        onFinished={() => setDone(true)}
      />
    )
  }
  const standing = standingOf(made)
  return (
    <>
      {standing.length === 0 ? (
        <p className={styles.text}>Nothing has been changed.</p>
      ) : (
        <>
          <p className={styles.text}>This stands of the link, in the order in which it was made:</p>
          <ul className={styles.list} aria-label="What stands">
            {standing.map(({ part, kind, name, stays }) => (
              <li key={part} data-part={part}>
                {kind} <span className={styles.name}>{name}</span>
                {stays && <div className={styles.stays}>{stays}</div>}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={styles.bar}>
        {parts.length > 0 && (
          <GuardedButton leave={right} appearance="primary" onClick={undo}>
            Remove what was made
          </GuardedButton>
        )}
        {onReturn && <Button onClick={onReturn.run}>{onReturn.label}</Button>}
        <Button onClick={onLeave}>{standing.length === 0 ? 'Close' : 'Leave it as it is'}</Button>
      </div>
    </>
  )
}
