'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useImperativeHandle, useState, type RefObject } from 'react'
import { FormProvider } from 'react-hook-form'
import { DiscardDialog } from '@/components/panel/discard-dialog'
import { FormBars } from '@/components/panel/form-bars'
import { FormFrame } from '@/components/panel/form-frame'
import { PanelFooter } from '@/components/panel/panel-footer'
import { useCloseGuard } from '@/components/panel/use-close-guard'
import { useFlowIn } from '@/components/panel/use-flow-in'
import { useNotify } from '@/components/shell/notifications'
import { useRight } from '@/components/shell/rights-provider'
import { late } from '@/components/ui/late'
import { SidePanelContent } from '@/components/ui/side-panel'
import type { Applied } from '@/lib/core/editing'
import { paths } from '@/lib/core/paths'
import { bridgeLabels, labelsOf } from '@/lib/dataflows/bridge-fields'
import { bridgeKeys, bridgeValuesOf } from '@/lib/dataflows/bridge-values'
import type { DataflowDetail } from '@/lib/dataflows/detail'
import type { BridgeContext } from '@/lib/dataflows/rules/define'
import { BridgeFields } from './bridge-fields'
import { bridgeTitle, type BridgeOpening } from './opening'
import { useBridgeApply } from './use-bridge-apply'
import { useBridgeForm, type BridgeFormValues } from './use-bridge-form'

const ConflictChoice = dynamic(
  late(() => import('@/components/panel/conflict-choice').then((module) => module.ConflictChoice)),
  { ssr: false },
)

const BridgeReview = dynamic(
  late(() => import('./bridge-review').then((module) => module.BridgeReview)),
  { ssr: false },
)

const useStyles = makeStyles({
  intro: { margin: `${tokens.spacingVerticalXS} 0 0`, color: tokens.colorNeutralForeground2 },
})

const formId = 'bridge-form'

type Props = {
  instanceId: string
  opening: BridgeOpening
  cluster: BridgeContext
  /** The dataflow as it is now, when it exists. */
  latest: DataflowDetail | undefined
  gone: boolean
  onLeave: (guards: number) => void
  /** Takes what the panel's own ways of closing (Escape, a click beside it) shall do. */
  closing: RefObject<() => void>
}

/** The form of one bridge, in its panel: create, clone and edit are the same form with different beginnings. */
export function BridgeForm({ instanceId, opening, cluster, latest, gone, onLeave, closing }: Props) {
  const styles = useStyles()
  const editing = opening.kind === 'edit'
  const create = useRight('dataflows.create')
  const update = useRight('dataflows.update')
  const right = editing ? update : create
  const editor = useBridgeForm(opening, cluster)
  const { form, base, conflicts } = editor
  const guard = useCloseGuard(editor.dirty, onLeave)
  useImperativeHandle(closing, () => guard.close)
  const [comparing, setComparing] = useState(false)
  const [reviewing, setReviewing] = useState<BridgeFormValues>()
  const [foundGone, setFoundGone] = useState(false)
  const tell = useTell(instanceId, editing)

  const done = (applied: Applied) => {
    tell(applied)
    guard.leaveNow()
  }
  const { pending, trouble, apply, recreate, sort } = useBridgeApply({
    instanceId,
    opening,
    onApplied: done,
    onIssues: editor.showIssues,
    onConflict: (theirs) => setComparing(editor.rebase(theirs) > 0),
    onGone: () => setFoundGone(true),
  })

  useFlowIn(latest, pending, ({ resource }) => editor.rebase(bridgeValuesOf(resource.spec)))

  const submit = () => {
    if (pending || !right.allowed) return
    if (conflicts.length > 0) return setComparing(true)
    if (opening.kind === 'edit' && !editor.dirty) {
      const { name, resourceVersion = '' } = opening.detail.resource.metadata
      return done({ name, resourceVersion, changed: false, merged: [] })
    }
    void editor.validated((valid) => apply(valid, base))
  }
  const review = () => {
    if (conflicts.length > 0) return setComparing(true)
    void editor.validated(setReviewing)
  }

  return (
    <SidePanelContent
      title={bridgeTitle(opening)}
      intro={
        <p className={styles.intro}>
          A bridge takes messages from one endpoint to another. The local broker stands on one side of it.
        </p>
      }
      onClose={guard.close}
      footer={<PanelFooter formId={formId} pending={pending} right={right} onReview={review} onCancel={guard.close} />}
    >
      <FormProvider {...form}>
        <FormFrame
          id={formId}
          bars={
            <FormBars
              noun="dataflow"
              right={right}
              create={create}
              trouble={trouble}
              gone={gone || foundGone}
              conflicts={comparing ? [] : labelsOf(conflicts.map(({ field }) => field))}
              flowedIn={labelsOf(editor.flowedIn)}
              onRecreate={() => void editor.validated(recreate)}
              onCompare={() => setComparing(true)}
            />
          }
          onSubmit={submit}
        >
          {comparing && conflicts.length > 0 ? (
            <ConflictChoice
              conflicts={conflicts}
              labelOf={(field) => bridgeLabels[bridgeKeys.find((key) => key === field) ?? 'mode']}
              textOf={(_, value) => value.split('\n').join(', ') || 'Not set'}
              onResolve={(chosen) => {
                editor.resolve(chosen)
                setComparing(false)
              }}
            />
          ) : (
            <BridgeFields
              instanceId={instanceId}
              opening={opening}
              name={editor.name}
              values={editor.values}
              cluster={cluster}
              right={right}
              onFix={editor.fix}
            />
          )}
        </FormFrame>
      </FormProvider>
      {reviewing && (
        <BridgeReview
          instanceId={instanceId}
          opening={opening}
          form={reviewing}
          base={base}
          onApply={() => {
            setReviewing(undefined)
            submit()
          }}
          onFailure={(failure) => {
            setReviewing(undefined)
            sort(failure)
          }}
          onClose={() => setReviewing(undefined)}
        />
      )}
      {guard.asking && <DiscardDialog onDiscard={guard.leaveNow} onStay={guard.stay} />}
    </SidePanelContent>
  )
}

/** Tells what an Apply did, with the way to the bridge: its first report takes a minute or two. */
function useTell(instanceId: string, editing: boolean) {
  const notify = useNotify()
  const router = useRouter()
  return ({ name, changed, merged }: Applied) =>
    changed
      ? notify({
          level: 'success',
          title: `Bridge “${name}” ${editing ? 'saved' : 'created'}`,
          detail:
            merged.length > 0 ? `Merged with what somebody else changed: ${labelsOf(merged).join(', ')}.` : undefined,
          action: { label: 'Open', run: () => router.push(paths.dataflow(instanceId, name)) },
        })
      : notify({ level: 'info', title: 'There was nothing to save', detail: `“${name}” holds these values already.` })
}
