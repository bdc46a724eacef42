'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { WarningRegular } from '@fluentui/react-icons/svg/warning'
import { ageText } from '@/components/ui/age'
import { useServerNow } from '@/components/ui/server-clock'
import type { Flow } from '@/lib/runtime/flow'
import { silentFor } from '@/lib/runtime/flow-of'
import type { StateName } from '@/lib/runtime/state'
import { rateText, sharedText } from './flow-words'
import { useToneStyles } from './state-mark'
import { Ago } from './times'

const useStyles = makeStyles({
  line: { fontVariantNumeric: 'tabular-nums' },
  quiet: { color: tokens.colorNeutralForeground3 },
  icon: { display: 'inline-flex', verticalAlign: '-2px', marginRight: tokens.spacingHorizontalXXS, fontSize: '14px' },
})

const warning = <WarningRegular aria-hidden />

/**
 * What flows on one side, beside its state: link and flow are two things. Where nothing counts it says so and never
 * shows zero. Silence is a warning only on a side that says it is connected: elsewhere it is no wonder.
 */
export function FlowText({ flow, state }: { flow: Flow; state: StateName }) {
  const styles = useStyles()
  const toneStyles = useToneStyles()
  const now = useServerNow()
  if (flow.kind === 'no-counters') {
    return (
      <span className={styles.quiet} title={flow.why}>
        no counters
      </span>
    )
  }
  const shared = sharedText(flow)
  const silent = silentFor(flow, now)
  const alarming = silent !== undefined && state === 'connected'
  return (
    <span className={mergeClasses(styles.line, alarming && toneStyles.warning)} title={shared}>
      {alarming && <span className={styles.icon}>{warning}</span>}
      {silent ? (
        <>
          silent for {silent.atLeast && 'at least '}
          {ageText(silent.ms)}
        </>
      ) : (
        <Moving flow={flow} />
      )}
      {shared !== undefined && <span className={styles.quiet}> (profile)</span>}
    </span>
  )
}

function Moving({ flow: { perSecond, movedAt } }: { flow: Extract<Flow, { kind: 'counted' }> }) {
  return (
    <>
      {perSecond === undefined ? 'counting' : rateText(perSecond)}
      {movedAt !== undefined && (
        <>
          {', '}
          <Ago at={movedAt} />
        </>
      )}
    </>
  )
}
