'use client'

import { Button, ProgressBar } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { DialogShell } from '@/components/ui/dialog-shell'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/core/paths'
import { readFromPortal } from '@/lib/core/portal.browser'
import type { Failure } from '@/lib/core/result'
import { draftOfResource, type EndpointDraft } from '@/lib/endpoints/dialects/draft'
import type { EndpointDetail } from '@/lib/endpoints/editing'
import type { EndpointListItem } from '@/lib/endpoints/list'
import { DialectTabs } from '../dialects/dialect-tabs'

/** Each is read from the API server: more than this at once is a backup, and the cluster has better tools for that. */
const most = 300

/** As many as a browser keeps connections open to one server. */
const atOnce = 6

type Fetched = { drafts: EndpointDraft[]; failures: { name: string; failure: Failure }[] }

/** A set of endpoints whole, as they stand now, in each dialect. */
export function BulkExport({
  instanceId,
  items,
  onClose,
}: {
  instanceId: string
  items: readonly EndpointListItem[]
  onClose: () => void
}) {
  const [count, setCount] = useState(0)
  const [fetched, setFetched] = useState<Fetched>()
  const tooMany = items.length > most

  useEffect(() => {
    if (tooMany) return
    const controller = new AbortController()
    readAll(
      instanceId,
      items.map(({ row }) => row.name),
      controller.signal,
      setCount,
    ).then(setFetched, () => undefined)
    return () => controller.abort()
  }, [instanceId, items, tooMany])

  return (
    <DialogShell
      title={items.length === 1 ? 'Export 1 endpoint' : `Export ${items.length.toLocaleString('en')} endpoints`}
      size="large"
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {tooMany && (
        <Notice intent="warning" title={`At most ${most} endpoints are exported at once.`}>
          Select fewer: narrow the list down by search or type, then select all that is shown.
        </Notice>
      )}
      {!tooMany && !fetched && (
        <>
          <span role="status">{`Reading ${count} of ${items.length} …`}</span>
          <ProgressBar value={count} max={items.length} aria-label="Progress" />
        </>
      )}
      {fetched && fetched.failures.length > 0 && (
        <Notice
          intent="error"
          title={
            fetched.failures.length === 1
              ? 'One endpoint could not be read and is not among these.'
              : `${fetched.failures.length} endpoints could not be read and are not among these.`
          }
        >
          {fetched.failures.slice(0, 5).map(({ name, failure }) => (
            <div key={name}>
              {name}: {failure.message}
            </div>
          ))}
        </Notice>
      )}
      {fetched && fetched.drafts.length > 0 && (
        <DialectTabs
          drafts={fetched.drafts}
          file={fetched.drafts.length === 1 ? (fetched.drafts[0]?.name ?? 'endpoint') : 'endpoints'}
        />
      )}
    </DialogShell>
  )
}

/** In the order of the names, a few at a time. */
async function readAll(
  instanceId: string,
  names: readonly string[],
  signal: AbortSignal,
  onCount: (count: number) => void,
): Promise<Fetched> {
  const results = new Map<string, EndpointDraft | Failure>()
  const rest = [...names]
  const worker = async () => {
    for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
      const answer = await readFromPortal<EndpointDetail>(paths.api.endpoint(instanceId, name), signal)
      results.set(name, answer.ok ? draftOfResource(answer.value.resource) : answer.failure)
      onCount(results.size)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const fetched: Fetched = { drafts: [], failures: [] }
  for (const name of names) {
    const result = results.get(name)
    if (!result) continue
    if ('code' in result) fetched.failures.push({ name, failure: result })
    else fetched.drafts.push(result)
  }
  return fetched
}
