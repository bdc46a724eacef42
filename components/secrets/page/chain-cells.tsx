'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right'
import Link from 'next/link'
import { useRight } from '@/components/shell/rights-provider'
import { Age } from '@/components/ui/age-text'
import { GuardedButton } from '@/components/ui/guarded-button'
import { Shimmer } from '@/components/ui/shimmer'
import type { Right } from '@/components/shell/right-to'
import { paths } from '@/lib/core/paths'
import type { Lineage, LineageRepair, Link as ChainLink } from '@/lib/secrets/lineage-types'
import { StateMark } from '../state-mark'
import { needed } from './needed'
import type { Reading } from './use-secret-state'

const stacked = '@media (max-width: 1000px)'

const useStyles = makeStyles({
  chain: {
    display: 'grid',
    gridAutoFlow: 'column',
    gridAutoColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXL,
    margin: 0,
    padding: 0,
    [stacked]: { gridAutoFlow: 'row', gap: tokens.spacingVerticalS },
  },
  cell: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXXS,
    padding: tokens.spacingHorizontalM,
    listStyleType: 'none',
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  first: {
    borderTopColor: tokens.colorStatusDangerBorder2,
    borderRightColor: tokens.colorStatusDangerBorder2,
    borderBottomColor: tokens.colorStatusDangerBorder2,
    borderLeftColor: tokens.colorStatusDangerBorder2,
    boxShadow: `inset 0 3px 0 ${tokens.colorStatusDangerBorder2}`,
    // Neither colour nor shadow is left there.
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-3px' },
  },
  arrow: {
    position: 'absolute',
    left: `calc(-1 * ${tokens.spacingHorizontalXL} / 2 - 8px)`,
    top: '50%',
    marginTop: '-8px',
    fontSize: '16px',
    lineHeight: 0,
    color: tokens.colorNeutralForeground3,
    [stacked]: { display: 'none' },
  },
  label: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  // The strip's heading has the whole of it.
  name: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '2',
    overflow: 'hidden',
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  link: { color: tokens.colorBrandForegroundLink, overflowWrap: 'anywhere' },
  says: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  mark: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS, alignItems: 'center' },
  code: { fontFamily: tokens.fontFamilyMonospace },
  repair: { marginTop: tokens.spacingVerticalXS },
})

const words = { good: 'Good', attention: 'Needs attention', waiting: 'Waiting', broken: 'Broken', unknown: 'Not known' }

type Props = {
  instanceId: string
  lineage: Lineage
  endpoints: readonly string[]
  /** How far vault and Secret have been asked. */
  reading: Reading
  pending: LineageRepair['kind'] | undefined
  /** May a value be stored again? */
  store: Right
  onRepair: (repair: LineageRepair) => void
}

/** The chain: vault, provider class, sync object, Secret, endpoints. The first broken link stands out. */
export function ChainCells({ instanceId, lineage, endpoints, reading, pending, store, onRepair }: Props) {
  const styles = useStyles()
  return (
    <ol className={styles.chain} aria-label={`Chain of ${lineage.name}`}>
      {lineage.links.map((link, at) => {
        const first = lineage.first === link.id && link.state === 'broken'
        const asked = reading === 'done' || (link.id !== 'vault' && link.id !== 'secret')
        return (
          <li key={link.id} className={mergeClasses(styles.cell, first && styles.first)} data-link={link.id}>
            {at > 0 && (
              <span aria-hidden className={styles.arrow}>
                <ChevronRightRegular />
              </span>
            )}
            <span className={styles.label}>{first ? `${link.label}: the first break` : link.label}</span>
            <LinkName instanceId={instanceId} link={link} endpoints={endpoints} />
            {asked ? (
              <>
                <span className={styles.mark}>
                  <StateMark mark={link.state}>
                    {link.id === 'endpoints' && endpoints.length === 0 ? 'Not used' : words[link.state]}
                  </StateMark>
                  {link.since !== undefined && (
                    <span className={styles.label}>
                      <Age since={new Date(link.since).toISOString()} ago />
                    </span>
                  )}
                </span>
                <span className={styles.says}>
                  {link.says} {link.next}
                </span>
                {link.fingerprints.slice(0, 1).map(({ what, fingerprint }) => (
                  <span key={what} className={styles.says} title={`${what}, SHA-256 ${fingerprint}`}>
                    <span className={styles.code}>{fingerprint.slice(0, 16)}…</span>
                  </span>
                ))}
                {link.repair && (
                  <RepairButton
                    link={link}
                    repair={link.repair}
                    name={lineage.name}
                    pending={pending}
                    store={store}
                    onRepair={onRepair}
                  />
                )}
              </>
            ) : reading === 'under-way' ? (
              <Shimmer size="long" />
            ) : (
              <span className={styles.says}>Not read yet</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function LinkName({
  instanceId,
  link,
  endpoints,
}: {
  instanceId: string
  link: ChainLink
  endpoints: readonly string[]
}) {
  const styles = useStyles()
  if (link.id !== 'endpoints')
    return (
      <span className={styles.name} title={link.name}>
        {link.name}
      </span>
    )
  if (endpoints.length === 0) return <span className={styles.name}>None</span>
  return (
    <span>
      {endpoints.map((name, at) => (
        <span key={name}>
          {at > 0 && ', '}
          <Link href={paths.endpoint(instanceId, name)} prefetch={false} className={styles.link}>
            {name}
          </Link>
        </span>
      ))}
    </span>
  )
}

const repairLabel = (repair: LineageRepair): string => {
  switch (repair.kind) {
    case 'add-entries':
      return repair.sourcePaths.length === 1 ? 'Add it again' : 'Add them again'
    case 'set-encoding':
      return `Read it as ${repair.encoding}`
    case 'store-again':
      return 'Store it again'
    case 'sync-now':
      return 'Sync now'
    case 'write-again':
      return 'Write again'
  }
}

function RepairButton({
  link,
  repair,
  name,
  pending,
  store,
  onRepair,
}: {
  link: ChainLink
  repair: LineageRepair
  name: string
  pending: LineageRepair['kind'] | undefined
  store: Right
  onRepair: (repair: LineageRepair) => void
}) {
  const styles = useStyles()
  const right = useRight(...needed[repair.kind === 'store-again' ? 'rotate' : repair.kind])
  const label = repairLabel(repair)
  return (
    <GuardedButton
      leave={repair.kind === 'store-again' ? store : right}
      size="small"
      className={styles.repair}
      // The strip itself may have a button of this name.
      aria-label={`${label}: ${link.label} of ${name}`}
      aria-busy={pending === repair.kind}
      onClick={() => onRepair(repair)}
    >
      {label}
    </GuardedButton>
  )
}
