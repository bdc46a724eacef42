'use client'

import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components'
import Link from 'next/link'
import { DataflowCommands } from '@/components/bridges/dataflow-commands'
import { paths } from '@/lib/core/paths'
import type { DataflowRow } from '@/lib/dataflows/row'
import type { Bridge } from '@/lib/runtime/bridge'
import { podsId } from '../doctor/target-href'
import { StateMark } from '../state-mark'
import { Moment } from '../times'
import { ModeCommand } from './mode-command'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  // In a line of text a link is not told by its colour alone.
  inline: { textDecorationLine: 'underline' },
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  title: { ...typographyStyles.title2, margin: 0, overflowWrap: 'anywhere' },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    margin: 0,
    color: tokens.colorNeutralForeground2,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, marginTop: tokens.spacingVerticalS },
})

/** Name, state, mode and profile of a dataflow, and what can be done with it. */
export function DataflowHeader({
  instanceId,
  name,
  bridge,
  row,
}: {
  instanceId: string
  name: string
  bridge: Bridge | undefined
  row: DataflowRow | undefined
}) {
  const styles = useStyles()
  return (
    <header className={styles.root}>
      <nav aria-label="Breadcrumb">
        <Link href={paths.runtime(instanceId)} className={styles.link} prefetch={false}>
          Runtime
        </Link>
      </nav>
      <h1 className={styles.title}>{name}</h1>
      {bridge && row && (
        <>
          <p className={styles.facts} data-header-state={bridge.worst.state}>
            <StateMark state={bridge.worst.state} strong />
            {bridge.worst.since !== undefined && (
              <span>
                since <Moment at={bridge.worst.since} />
              </span>
            )}
            <span>Mode {row.mode === 'Disabled' ? 'Disabled (paused)' : 'Enabled'}</span>
            <span>
              Profile{' '}
              <a
                href={`#${encodeURIComponent(podsId(bridge.profile))}`}
                className={mergeClasses(styles.link, styles.inline)}
              >
                {bridge.profile}
              </a>
              , {bridge.pods.ready} of {bridge.pods.wanted} {bridge.pods.wanted === 1 ? 'pod' : 'pods'} ready
            </span>
          </p>
          <div className={styles.actions}>
            <ModeCommand instanceId={instanceId} dataflow={row} />
            <DataflowCommands instanceId={instanceId} dataflow={row} />
          </div>
        </>
      )}
    </header>
  )
}
