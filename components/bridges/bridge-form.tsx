'use client'

import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type RefObject } from 'react'
import { FormProvider } from 'react-hook-form'
import { DiscardDialog } from '@/components/form/discard-dialog'
import { useCloseGuard } from '@/components/form/use-close-guard'
import { useNotify } from '@/components/shell/notifications'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { late } from '@/components/ui/late'
import { restoresFocus } from '@/components/ui/restore-focus'
import { SidePanelContent } from '@/components/ui/side-panel'
import type { Applied } from '@/lib/core/editing'
import { paths } from '@/lib/core/paths'
import { bridgeLabels, labelsOf } from '@/lib/dataflows/bridge-fields'
import { bridgeKeys, bridgeValuesOf } from '@/lib/dataflows/bridge-values'
import type { DataflowDetail } from '@/lib/dataflows/detail'
import type { BridgeContext } from '@/lib/dataflows/rules/define'
import { BridgeBars } from './bridge-bars'
import { BridgeFields } from './bridge-fields'
import { bridgeTitle, type BridgeOpening } from './opening'
import { useBridgeApply } from './use-bridge-apply'
import { useBridgeForm } from './use-bridge-form'

const ConflictChoice = dynamic(
  late(() => import('@/components/form/conflict-choice').then((module) => module.ConflictChoice)),
  { ssr: false },
)

const useStyles = makeStyles({
  intro: { margin: `${tokens.spacingVerticalXS} 0 0`, color: tokens.colorNeutralForeground2 },
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
    flexGrow: 1,
    overflowY: 'auto',
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
    marginTop: tokens.spacingVerticalM,
  },
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
  const right = useRight(editing ? 'dataflows.update' : 'dataflows.create')
  const editor = useBridgeForm(opening, cluster)
  const { form, base, conflicts } = editor
  const guard = useCloseGuard(editor.dirty, onLeave)
  useImperativeHandle(closing, () => guard.close)
  const [comparing, setComparing] = useState(false)
  const [foundGone, setFoundGone] = useState(false)
  const tell = useTell(instanceId, editing)

  const done = (applied: Applied) => {
    tell(applied)
    guard.leaveNow()
  }
  const { pending, trouble, apply, recreate } = useBridgeApply({
    instanceId,
    opening,
    onApplied: done,
    onIssues: editor.showIssues,
    onConflict: (theirs) => setComparing(editor.rebase(theirs) > 0),
    onGone: () => setFoundGone(true),
  })

  // Somebody else's change arrives over the stream while the form is open.
  const version = latest?.resource.metadata.resourceVersion
  const seen = useRef(version)
  const flowIn = useEffectEvent(({ resource }: DataflowDetail) => editor.rebase(bridgeValuesOf(resource.spec)))
  useEffect(() => {
    if (!latest || pending || version === seen.current) return
    seen.current = version
    flowIn(latest)
  }, [latest, version, pending])

  const submit = () => {
    if (pending || !right.allowed) return
    if (conflicts.length > 0) return setComparing(true)
    if (opening.kind === 'edit' && !editor.dirty) {
      const { name, resourceVersion = '' } = opening.detail.resource.metadata
      return done({ name, resourceVersion, changed: false, merged: [] })
    }
    void editor.validated((valid) => apply(valid, base))
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
      footer={
        <>
          <GuardedButton
            {...restoresFocus}
            leave={right}
            type="submit"
            form={formId}
            appearance="primary"
            icon={pending ? <Spinner size="tiny" /> : undefined}
            aria-busy={pending}
          >
            {pending ? 'Applying …' : 'Apply'}
          </GuardedButton>
          <Button {...restoresFocus} onClick={guard.close}>
            Cancel
          </Button>
        </>
      }
    >
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
            <BridgeBars
              right={right}
              trouble={trouble}
              gone={gone || foundGone}
              conflicts={comparing ? [] : labelsOf(conflicts.map(({ field }) => field))}
              flowedIn={labelsOf(editor.flowedIn)}
              onRecreate={() => void editor.validated(recreate)}
              onCompare={() => setComparing(true)}
            />
          </div>
          <div className={styles.scroll}>
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
          </div>
        </form>
      </FormProvider>
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
