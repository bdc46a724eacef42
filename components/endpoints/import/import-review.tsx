'use client'

import { Button, Checkbox, makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { DialogShell } from '@/components/ui/dialog-shell'
import { failed, success } from '@/lib/core/result'
import { importEndpoint, importOverEndpoint } from '@/lib/endpoints/actions'
import type { ReadObject } from '@/lib/endpoints/imports/read-objects'
import { SetActions } from '../set/set-actions'
import { SetProgress } from '../set/set-progress'
import { SetTable } from '../set/set-table'
import { useSetRun } from '../set/use-set-run'
import { ImportDetail } from './import-detail'
import { memberOf, rightsFor } from './import-members'
import { importedOf, useImportReviews } from './use-import-reviews'

const useStyles = makeStyles({
  aside: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  checking: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
})

/**
 * Each object of an import with what would become of it. Those that are new go in; over those that are there already only
 * where the operator says so.
 */
export function ImportReviewDialog({
  instanceId,
  namespace,
  objects,
  onBack,
  onAgain,
  onClose,
}: {
  instanceId: string
  namespace: string
  objects: readonly ReadObject[]
  /** To what was given. */
  onBack: () => void
  /** The same objects, reviewed anew. */
  onAgain: () => void
  onClose: () => void
}) {
  const styles = useStyles()
  const { candidates, waiting } = useImportReviews(instanceId, namespace, objects)
  const [over, setOver] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<string>()
  const byKey = new Map(candidates.map((candidate) => [candidate.key, candidate]))

  const run = useSetRun(async (key) => {
    const { draft, review } = byKey.get(key) ?? {}
    if (!draft || !review || review.kind === 'same') return success('')
    const imported = importedOf(instanceId, draft)
    if (review.kind === 'create') {
      const result = await importEndpoint(imported)
      return result.ok ? success('Created.') : failed(result.failure)
    }
    const { uid, resourceVersion } = review
    const result = await importOverEndpoint({ ...imported, uid, resourceVersion })
    return result.ok ? success(result.value.changed ? 'Updated.' : 'It was so already.') : failed(result.failure)
  })

  const members = candidates.map((candidate) => memberOf(candidate, over.has(candidate.key)))
  const ready = members.filter(({ problem, pending }) => problem === undefined && !pending).map(({ key }) => key)
  const existing = candidates.filter(({ review }) => review?.kind === 'update')
  const needed = rightsFor(ready.map((key) => byKey.get(key)?.review?.kind))
  const right = useRight(...needed)
  const shown = open === undefined ? undefined : byKey.get(open)
  const leftOut = members.length - ready.length

  const turnOver = (keys: readonly string[], on: boolean) => {
    const next = new Set(over)
    for (const key of keys) {
      if (on) next.add(key)
      else next.delete(key)
    }
    setOver(next)
  }

  return (
    <DialogShell
      title="Review the import"
      size="large"
      keep
      onClose={() => !run.running && onClose()}
      actions={
        <>
          {!run.begun && <Button onClick={onBack}>Back</Button>}
          <SetActions
            run={run}
            leave={
              waiting > 0 ? { allowed: false, reason: 'The cluster is still being asked about some of them.' } : right
            }
            confirm={`Import ${ready.length}`}
            ready={ready.length}
            more={run.counts.failed > 0 && <Button onClick={onAgain}>Review again</Button>}
            onBegin={() => void run.run(ready)}
            onClose={onClose}
          />
        </>
      }
    >
      <SetTable
        label="Objects to import"
        members={run.begun ? members.filter(({ key }) => run.outcomes.has(key)) : members}
        outcomes={run.outcomes}
        aside={({ key, name }) => {
          const candidate = byKey.get(key)
          if (!candidate) return null
          return (
            <span className={styles.aside}>
              {!run.begun && candidate.review?.kind === 'update' && (
                <Checkbox
                  label="Update"
                  aria-label={`Update ${name}`}
                  checked={over.has(key)}
                  onChange={(_, data) => turnOver([key], data.checked === true)}
                />
              )}
              <Button
                size="small"
                appearance="subtle"
                aria-expanded={open === key}
                aria-label={`Details of ${name}`}
                onClick={() => setOpen(open === key ? undefined : key)}
              >
                Details
              </Button>
            </span>
          )
        }}
      />
      {waiting > 0 ? (
        <div className={styles.checking}>
          <span role="status">{`Asking the cluster about ${waiting} of ${candidates.length} …`}</span>
          <ProgressBar aria-label="Review" value={candidates.length - waiting} max={candidates.length} />
        </div>
      ) : (
        <>
          {!run.begun && existing.length > 1 && (
            <Checkbox
              label={`Update all ${existing.length} that exist already`}
              checked={existing.every(({ key }) => over.has(key))}
              onChange={(_, data) =>
                turnOver(
                  existing.map(({ key }) => key),
                  data.checked === true,
                )
              }
            />
          )}
          <SetProgress
            run={run}
            ready={ready.length}
            before={`${ready.length} will be written${leftOut > 0 ? `, ${leftOut} left out` : ''}.`}
          />
        </>
      )}
      {shown && <ImportDetail candidate={shown} />}
    </DialogShell>
  )
}
