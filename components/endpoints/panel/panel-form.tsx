'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useEffect, useEffectEvent, useImperativeHandle, useMemo, useRef, useState, type RefObject } from 'react'
import { FormProvider } from 'react-hook-form'
import { SecretDraftProvider, useSecretDraft } from '@/components/secrets/parts/use-secret-draft'
import { useRight } from '@/components/shell/rights-provider'
import { late } from '@/components/ui/late'
import { SidePanelContent } from '@/components/ui/side-panel'
import { useServerNow } from '@/components/ui/server-clock'
import { requiredKeys } from '@/lib/brokers/credentials'
import type { Applied, EndpointDetail } from '@/lib/endpoints/editing'
import { secretOf, valuesOf } from '@/lib/endpoints/form-values'
import { withSecret } from '@/lib/endpoints/rule-context'
import type { RuleContext } from '@/lib/endpoints/types/define'
import type { EndpointForm } from '@/lib/endpoints/form-check'
import { DiscardDialog } from '@/components/form/discard-dialog'
import { useBeforeApply } from '../impact/use-before-apply'
import { useInUse } from '../impact/use-in-use'
import { useServed } from '../use-served'
import { FormTabs } from './form-tabs'
import { panelTitle, type Opening } from './opening'
import { PanelBars } from './panel-bars'
import { PanelFooter } from './panel-footer'
import { PanelIntro } from './panel-intro'
import { PanelConnectionTest } from './panel-connection-test'
import { useApply } from './use-apply'
import { useCloseGuard } from '@/components/form/use-close-guard'
import { useOffers } from './use-cluster'
import { useEndpointForm } from './use-endpoint-form'

const ConflictView = dynamic(
  late(() => import('./conflict-view').then((module) => module.ConflictView)),
  { ssr: false },
)
const ReviewDialog = dynamic(
  late(() => import('./review-dialog').then((module) => module.ReviewDialog)),
  { ssr: false },
)

const SecretRun = dynamic(
  late(() => import('./secret-run').then((module) => module.SecretRun)),
  { ssr: false },
)

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0 },
  // Above what scrolls: trouble must be seen wherever in the form somebody is.
  bars: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    gap: tokens.spacingVerticalS,
    maxHeight: '40%',
    overflowY: 'auto',
    padding: `0 ${tokens.spacingHorizontalXXL}`,
    ':not(:empty)': { marginTop: tokens.spacingVerticalM },
  },
  scroll: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    flexGrow: 1,
    overflowY: 'auto',
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
    marginTop: tokens.spacingVerticalS,
  },
})

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
  const styles = useStyles()
  const { type } = opening
  const right = useRight(opening.kind === 'new' ? 'endpoints.create' : 'endpoints.update')
  const editor = useEndpointForm(opening, cluster, field)
  const { form, values, base, conflicts } = editor
  const served = useServed(instanceId)
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

  // Somebody else's change arrives over the stream while the form is open.
  const version = latest?.resource.metadata.resourceVersion
  const seen = useRef(version)
  const flowIn = useEffectEvent(({ resource }: EndpointDetail) => editor.rebase(valuesOf(type, resource.spec)))
  useEffect(() => {
    if (!latest || pending || version === seen.current) return
    seen.current = version
    flowIn(latest)
  }, [latest, version, pending])

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
          <form
            id={formId}
            className={styles.form}
            noValidate
            autoComplete="off"
            onSubmit={(event) => {
              event.preventDefault()
              submit()
            }}
          >
            <div className={styles.bars}>
              <PanelBars
                type={type}
                right={right}
                trouble={trouble}
                gone={gone || foundGone}
                conflicts={comparing ? [] : conflicts.map(({ field }) => field)}
                untold={served?.state === 'unknown' ? served.why : undefined}
                flowedIn={editor.flowedIn}
                onRecreate={() => void editor.validated(recreate)}
                onCompare={() => setComparing(true)}
              />
            </div>
            <div className={styles.scroll}>
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
            </div>
          </form>
        </FormProvider>
      </SecretDraftProvider>
      {before.strip}
      {reviewing && (
        <ReviewDialog
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
      {guard.asking && <DiscardDialog onDiscard={guard.leaveNow} onStay={guard.stay} />}
    </SidePanelContent>
  )
}
