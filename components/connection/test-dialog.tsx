'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { FailureNotice } from '@/components/secrets/failure-notice'
import { StateMark } from '@/components/secrets/state-mark'
import { useRight } from '@/components/shell/rights-provider'
import { DialogShell } from '@/components/ui/dialog-shell'
import { GuardedButton } from '@/components/ui/guarded-button'
import { Notice } from '@/components/ui/notice'
import type { ClientChoice } from '@/lib/connection/client-choice'
import { draftProblems } from '@/lib/connection/draft'
import { optionProblems } from '@/lib/connection/topics'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { fieldOf } from '@/lib/endpoints/form-values'
import type { EndpointType } from '@/lib/endpoints/types/define'
import { PeerChain } from './peer-chain'
import { StepRows } from './step-rows'
import { type Chosen, optionsOf, StagedNotice, TestOptionFields } from './test-options'
import { useConnectionTest } from './use-connection-test'
import { verdictText } from './verdict'

const useStyles = makeStyles({
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
  verdict: {
    flexShrink: 0,
    minHeight: tokens.lineHeightBase400,
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    overflowWrap: 'anywhere',
  },
  list: { margin: 0, paddingLeft: '20px' },
})

export type TestDialogProps = {
  instanceId: string
  type: EndpointType
  /** As they stand in the form or in the cluster. They are tried and not saved. */
  values: EndpointValues
  /** Which client certificate is presented, the stored one where nothing is said. Asked for when needed: no state holds it. */
  client?: () => ClientChoice
  /** A topic that dataflows read through this endpoint, where one is known. */
  topic?: string
  /** The way to a field of the form, where one is open or can be. */
  toField: (key: string, label: string, close: () => void) => ReactNode
  onClose: () => void
}

/** Tries a connection from where the portal runs, and shows each step when it is done. */
export function TestDialog({
  instanceId,
  type,
  values,
  client = stored,
  topic = usualTopic,
  toField,
  onClose,
}: TestDialogProps) {
  const styles = useStyles()
  const [chosen, setChosen] = useState<Chosen>({ subscribe: topic, publishes: false, publish: usualTopic })
  const { run, failure, running, start, stop } = useConnectionTest(instanceId, type, values)
  const elsewhere = useRight('endpoints.test-elsewhere')
  const choice = client()
  const problems = [
    ...draftProblems(type, values, choice.source),
    ...(choice.source === 'not-yet' ? [{ path: 'secretName', message: choice.why }] : []),
  ]
  const ready = problems.length === 0 && Object.keys(optionProblems(optionsOf(chosen))).length === 0
  const test = (carryTo?: string) => {
    if (choice.source !== 'not-yet') void start(optionsOf(chosen), choice, carryTo)
  }

  const begin = useEffectEvent(() => ready && test())
  useEffect(() => void begin(), [])

  const verdict = verdictText(run, running)
  return (
    <DialogShell
      title="Test connection"
      size="medium"
      keep
      onClose={onClose}
      actions={
        <>
          {running ? (
            <Button onClick={stop}>Stop</Button>
          ) : (
            <Button appearance="primary" disabledFocusable={!ready} onClick={() => ready && test()}>
              {run ? 'Test again' : 'Test'}
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <p className={styles.note}>
        From the portal’s network, which may see another way than the cluster’s dataflows. Nothing is saved.
      </p>
      {problems.length > 0 ? (
        <Notice intent="warning" title="This cannot be tried yet.">
          <ul className={styles.list}>
            {problems.map(({ path, message }) => (
              <li key={path}>
                {labelOf(type, path)}: {message} {toField(path, labelOf(type, path), onClose)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <>
          {choice.source === 'staged' && <StagedNotice client={choice} />}
          <TestOptionFields chosen={chosen} onChange={setChosen} />
          {failure && <FailureNotice failure={failure} />}
          {run && !failure && (
            <>
              <p className={styles.verdict} role="status">
                <StateMark mark={verdict.mark}>{verdict.text}</StateMark> {run.host}
              </p>
              <StepRows
                run={run}
                toField={(key) => toField(key, labelOf(type, key), onClose)}
                carry={(host) => (
                  <GuardedButton leave={elsewhere} disabled={running} onClick={() => test(host)}>
                    Present it to {host} in a test
                  </GuardedButton>
                )}
              />
              {run.chain && <PeerChain chain={run.chain} />}
            </>
          )}
        </>
      )}
    </DialogShell>
  )
}

const stored = (): ClientChoice => ({ source: 'stored' })

/** Nobody's topic, where none is known that the endpoint is for. */
const usualTopic = 'sluice/test'

const labelOf = (type: EndpointType, key: string): string => fieldOf(type, key)?.label ?? key
