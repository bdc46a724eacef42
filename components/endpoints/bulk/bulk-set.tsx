'use client'

import { Field, Input, makeStyles } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { useFeed } from '@/components/shell/use-feed'
import { DialogShell } from '@/components/ui/dialog-shell'
import { Notice } from '@/components/ui/notice'
import { named } from '@/lib/core/named'
import { paths } from '@/lib/core/paths'
import { readFromPortal } from '@/lib/core/portal.browser'
import { failed, success, type Result } from '@/lib/core/result'
import { updateEndpoint } from '@/lib/endpoints/actions'
import {
  bulkSettingOf,
  fieldFor,
  hiddenBecause,
  planSetting,
  valuesToSet,
  type BulkSetting,
  type BulkSettingId,
} from '@/lib/endpoints/bulk-setting'
import type { EndpointDetail } from '@/lib/endpoints/editing'
import type { EndpointListItem } from '@/lib/endpoints/list'
import { fieldProblem } from '@/lib/endpoints/problems'
import { endpointTypes, endpointTypeById } from '@/lib/endpoints/types'
import { SetActions } from '../set/set-actions'
import { SetProgress } from '../set/set-progress'
import { SetTable, type Member } from '../set/set-table'
import { useSetRun } from '../set/use-set-run'

const useStyles = makeStyles({ field: { maxWidth: '420px' } })

/** Gives a set of endpoints one value of one setting. Each goes the way of a single edit, somebody else's changes included. */
export function BulkSet({
  instanceId,
  setting: id,
  items,
  onClose,
}: {
  instanceId: string
  setting: BulkSettingId
  items: readonly EndpointListItem[]
  onClose: () => void
}) {
  const styles = useStyles()
  const setting = bulkSettingOf(id)
  const right = useRight('endpoints.update')
  const [text, setText] = useState('')
  const certificates = useFeed(instanceId, 'certificates')?.rows
  const list = useId()
  const value = text.trim()
  const problem = value === '' ? undefined : valueProblem(setting, value)

  const plans = new Map(items.map((item) => [item.row.uid, { item, plan: planSetting(item, setting, value) }]))
  const run = useSetRun(async (key) => {
    const planned = plans.get(key)
    if (planned?.plan.kind !== 'change') return success('')
    return setOne(instanceId, planned.item, setting, { before: planned.plan.before, after: value })
  })

  const members = [...plans].map(([key, { item, plan }]): Member => {
    const { name } = item.row
    if (plan.kind === 'left-out') return { key, name, change: '', problem: plan.problem }
    if (plan.kind === 'same') return { key, name, change: '', problem: `It is ${shown(value)} already.` }
    const flows = new Set(item.usedBy.map(({ dataflow }) => dataflow))
    return {
      key,
      name,
      change: `${setting.title}: ${shown(plan.before)} → ${shown(value)}.`,
      ...(flows.size > 0 && { note: `${named([...flows])} will connect anew.` }),
    }
  })
  const ready = problem ? [] : members.filter((member) => member.problem === undefined).map(({ key }) => key)
  const what = items.length === 1 ? '1 endpoint' : `${items.length.toLocaleString('en')} endpoints`

  return (
    <DialogShell
      title={`Set ${setting.title} of ${what}`}
      size="large"
      keep
      onClose={() => !run.running && onClose()}
      actions={
        <SetActions
          run={run}
          leave={right}
          confirm={`Apply to ${ready.length.toLocaleString('en')}`}
          ready={ready.length}
          onBegin={() => void run.run(ready)}
          onClose={onClose}
        />
      }
    >
      {setting.caution && !run.begun && <Notice intent="warning">{setting.caution}</Notice>}
      <Field
        className={styles.field}
        label={setting.title}
        hint="Left empty, the setting is taken away."
        validationState={problem ? 'error' : 'none'}
        validationMessage={problem}
      >
        <Input
          value={text}
          list={setting.id === 'trusted-ca' ? list : undefined}
          placeholder={setting.id === 'trusted-ca' ? 'Name of a config map' : 'site-a-'}
          disabled={run.begun}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, data) => setText(data.value)}
        />
      </Field>
      {setting.id === 'trusted-ca' && (
        <datalist id={list}>
          {[...(certificates?.keys() ?? [])].map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
      <SetTable
        label="Endpoints to change"
        members={run.begun ? members.filter(({ key }) => run.outcomes.has(key)) : members}
        outcomes={run.outcomes}
      />
      <SetProgress
        run={run}
        ready={ready.length}
        before={`${ready.length} will be changed${ready.length < items.length ? `, ${items.length - ready.length} left out` : ''}.`}
      />
    </DialogShell>
  )
}

const shown = (value: string): string => (value === '' ? 'not set' : value)

/** The sentence of the first type that has something against the value; all types check it alike. */
const valueProblem = (setting: BulkSetting, value: string): string | undefined => {
  for (const type of endpointTypes) {
    const field = fieldFor(type, setting)
    const problem = field && fieldProblem(type, field, value)
    if (problem) return problem
  }
  return undefined
}

async function setOne(
  instanceId: string,
  { row: { name, uid }, typeId }: EndpointListItem,
  setting: BulkSetting,
  change: { before: string; after: string },
): Promise<Result<string>> {
  const type = endpointTypeById(typeId ?? '')
  const field = fieldFor(type, setting)
  const live = await readFromPortal<EndpointDetail>(paths.api.endpoint(instanceId, name), AbortSignal.timeout(15_000))
  if (!live.ok) return live
  const { spec } = live.value.resource
  const values = field && valuesToSet(type, field, spec, change)
  if (!values) {
    const message = field ? hiddenBecause(type, field, spec) : `It has no ${setting.title}.`
    return failed({ code: 'invalid', message, next: 'Nothing was written.' })
  }
  const result = await updateEndpoint({ instance: instanceId, type: type.id, name, uid, ...values })
  if (!result.ok) return failed(result.failure)
  return success(result.value.changed ? `${setting.title} is ${shown(change.after)} now.` : 'It was so already.')
}
