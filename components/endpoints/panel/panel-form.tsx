'use client'

import dynamic from 'next/dynamic'
import { useImperativeHandle, useMemo, useState, type RefObject } from 'react'
import { FormProvider } from 'react-hook-form'
import { DiscardDialog } from '@/components/panel/discard-dialog'
import { FormBars } from '@/components/panel/form-bars'
import { FormFrame } from '@/components/panel/form-frame'
import { PanelFooter } from '@/components/panel/panel-footer'
import { useCloseGuard } from '@/components/panel/use-close-guard'
import { useFlowIn } from '@/components/panel/use-flow-in'
import { SecretDraftProvider, useSecretDraft } from '@/components/secrets/parts/use-secret-draft'
import { LeaveRunDialog } from '@/components/secrets/run/leave-run-dialog'
import { useRight } from '@/components/shell/rights-provider'
import { late } from '@/components/ui/late'
import { SidePanelContent } from '@/components/ui/side-panel'
import { useServerNow } from '@/components/ui/server-clock'
import type { Leave } from '@/components/ui/use-reason'
import { requiredKeys } from '@/lib/brokers/credentials'
import type { Applied, EndpointDetail } from '@/lib/endpoints/editing'
import { fieldOf, secretOf, valuesOf } from '@/lib/endpoints/form-values'
import { withSecret } from '@/lib/endpoints/rule-context'
import { lackOf } from '@/lib/endpoints/served'
import type { EndpointType, RuleContext } from '@/lib/endpoints/types/define'
import type { EndpointForm } from '@/lib/endpoints/form-check'
import { useBeforeApply } from '../impact/use-before-apply'
import { useInUse } from '../impact/use-in-use'
import { UntoldBar } from '../untold-bar'
import { notServed, useServed } from '../use-served'
import { FormTabs } from './form-tabs'
import { panelTitle, type Opening } from './opening'
import { PanelIntro } from './panel-intro'
import { PanelConnectionTest } from './panel-connection-test'
import { useApply } from './use-apply'
import { useOffers } from './use-cluster'
import { useEndpointForm } from './use-endpoint-form'

const ConflictView = dynamic(
  late(() => import('./conflict-view').then((module) => module.ConflictView)),
  { ssr: false },
)
const EndpointReview = dynamic(
  late(() => import('./endpoint-review').then((module) => module.EndpointReview)),
  { ssr: false },
)

const SecretRun = dynamic(
  late(() => import('./secret-run').then((module) => module.SecretRun)),
  { ssr: false },
)

const formId = 'endpoint-form'

type Props = {
  instanceId: string
  opening: Opening
  /** Key of the field to begin at. */
  field?: string
  cluster: RuleContext
  /** The endpoint as it is now, when it exists; nothing once it is gone. */
  latest?: EndpointDetail
  gone: boolean
  onLeave: (guards: number) => void
  /** Takes what the panel's own ways of closing (Escape, a click beside it) shall do. */
  closing: RefObject<() => void>
  onApplied: (applied: Applied) => void
}

/** The form of one endpoint, in its panel: create, clone and edit are the same form with different beginnings. */
export function PanelForm({ instanceId, opening, field, cluster, latest, gone, onLeave, onApplied, closing }: Props) {
  const { type } = opening
  const create = useRight('endpoints.create')
  const update = useRight('endpoints.update')
  const served = useServed(instanceId)
  const right: Leave =
    opening.kind === 'edit'
      ? update
      : lackOf(served, type)?.type
        ? { allowed: false, reason: notServed('endpoint type') }
        : create
  const editor = useEndpointForm(opening, served, cluster, field)
  const { form, values, base, conflicts } = editor
  const offers = useOffers(instanceId, cluster, values[type.address] ?? '', useServerNow())
  const asked = secretOf(type, values)
  const credential = asked?.credential ?? 'client-certificate'
  const secret = useSecretDraft({
    instanceId,
    name: asked?.name ?? '',
    credential,
    proposals: asked?.proposals,
    owner: editor.name.trim(),
    host: values[type.address] ?? '',
    known: cluster.secrets,
  })
  // A secret that Apply is about to make is not missing.
  const { coming } = secret
  const known = useMemo(
    () => (coming ? withSecret(cluster, coming, requiredKeys(credential)) : cluster),
    [cluster, coming, credential],
  )
  const guard = useCloseGuard(editor.dirty || secret.filled, onLeave)
  useImperativeHandle(closing, () => guard.close)
  const [comparing, setComparing] = useState(false)
  const [reviewing, setReviewing] = useState(false)
  const [foundGone, setFoundGone] = useState(false)
  const [running, setRunning] = useState<EndpointForm>()

  const inUse = useInUse(instanceId, opening, cluster)
  const before = useBeforeApply({ instanceId, opening, base, values, inUse })

  const done = (applied: Applied) => {
    onApplied(applied)
    guard.leaveNow()
  }
  const { pending, trouble, apply, send, recreate, sort } = useApply({
    instanceId,
    opening,
    withinSeconds: before.withinSeconds,
    onApplied: done,
    onIssues: editor.showIssues,
    onConflict: (theirs) => setComparing(editor.rebase(theirs) > 0),
    onGone: () => setFoundGone(true),
  })

  useFlowIn(latest, pending, ({ resource }) => editor.rebase(valuesOf(type, resource.spec)))

  const submit = (read = false) => {
    if (pending || !right.allowed) return
    if (conflicts.length > 0) return setComparing(true)
    if (opening.kind === 'edit' && !editor.dirty && !secret.wanted) {
      const { name, resourceVersion = '' } = opening.detail.resource.metadata
      return done({ name, resourceVersion, changed: false, merged: [] })
    }
    const go = async (valid: EndpointForm) => {
      if (!secret.wanted) return apply(valid, base)
      if (await secret.judge()) setRunning(valid)
      else editor.setTab('basic')
    }
    void editor.validated((valid) => before.pass(valid.values, () => void go(valid), read))
  }
  const review = () => {
    if (conflicts.length > 0) return setComparing(true)
    void editor.validated(() => setReviewing(true))
  }

  return (
    <SidePanelContent
      title={panelTitle(opening)}
      intro={<PanelIntro type={type} />}
      onClose={guard.close}
      footer={
        <PanelFooter
          formId={formId}
          pending={pending}
          right={right}
          test={
            <PanelConnectionTest
              instanceId={instanceId}
              type={type}
              values={values}
              secret={secret.draft}
              goTo={editor.goTo}
            />
          }
          onReview={review}
          onCancel={guard.close}
        />
      }
    >
      <SecretDraftProvider value={secret.draft}>
        <FormProvider {...form}>
          <FormFrame
            id={formId}
            tabbed
            bars={
              <FormBars
                noun="endpoint"
                right={right}
                create={create}
                trouble={trouble}
                gone={gone || foundGone}
                conflicts={
                  comparing
                    ? []
                    : labelsOf(
                        type,
                        conflicts.map(({ field }) => field),
                      )
                }
                flowedIn={labelsOf(type, editor.flowedIn)}
                onRecreate={() => void editor.validated(recreate)}
                onCompare={() => setComparing(true)}
              >
                {served?.state === 'unknown' && <UntoldBar why={served.why} />}
              </FormBars>
            }
            onSubmit={submit}
          >
            {comparing && conflicts.length > 0 ? (
              <ConflictView
                type={type}
                conflicts={conflicts}
                onResolve={(chosen) => {
                  editor.resolve(chosen)
                  setComparing(false)
                }}
              />
            ) : (
              <FormTabs
                instanceId={instanceId}
                opening={opening}
                editor={editor}
                cluster={known}
                offers={offers}
                served={served}
              />
            )}
          </FormFrame>
        </FormProvider>
      </SecretDraftProvider>
      {before.strip}
      {reviewing && (
        <EndpointReview
          instanceId={instanceId}
          opening={opening}
          name={editor.name.trim()}
          base={base}
          values={values}
          inUse={inUse}
          onApply={() => {
            setReviewing(false)
            submit(true)
          }}
          onFailure={(failure) => {
            setReviewing(false)
            sort(failure)
          }}
          onClose={() => setReviewing(false)}
        />
      )}
      {running && (
        <SecretRun
          draft={secret.draft}
          name={running.name}
          send={() => send(running, base)}
          onApplied={done}
          onBack={(failure) => {
            setRunning(undefined)
            if (failure) sort(failure)
          }}
        />
      )}
      {guard.asking &&
        (running ? (
          <LeaveRunDialog onLeave={guard.leaveNow} onStay={guard.stay} />
        ) : (
          <DiscardDialog onDiscard={guard.leaveNow} onStay={guard.stay} />
        ))}
    </SidePanelContent>
  )
}

const labelsOf = (type: EndpointType, keys: readonly string[]): string[] =>
  keys.map((key) => fieldOf(type, key)?.label ?? key)
