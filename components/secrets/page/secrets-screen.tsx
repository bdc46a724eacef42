'use client'

import { Input, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { useMemo, useState } from 'react'
import { useFeed, type Seed } from '@/components/shell/use-feed'
import { Notice } from '@/components/ui/notice'
import { ServerClock } from '@/components/ui/server-clock'
import type { EndpointRow } from '@/lib/endpoints/row'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'
import { SecretStrip } from './secret-strip'
import { conditionOf, StripState } from './strip-state'
import { useWritten } from './use-written'
import { WrittenList } from './written-list'

const useStyles = makeStyles({
  screen: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXXL}`,
    '@media (max-width: 720px)': { padding: tokens.spacingHorizontalM },
  },
  title: { ...typographyStyles.title3, margin: 0 },
  intro: { margin: `${tokens.spacingVerticalXS} 0 0`, maxWidth: '110ch', color: tokens.colorNeutralForeground2 },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  count: { flexGrow: 1, color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  search: { width: '260px', maxWidth: '100%' },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, margin: 0, padding: 0 },
})

export type SecretSeeds = {
  secrets: Seed<'synced-secrets'>
  classes: Seed<'provider-classes'>
  endpoints: Seed<'endpoints'>
}

type Props = { instanceId: string; serverNow: number; seeds: SecretSeeds }

/** Every synced secret of the instance as its chain, live. */
export function SecretsScreen({ instanceId, serverNow, seeds }: Props) {
  const styles = useStyles()
  const secrets = useFeed(instanceId, 'synced-secrets', seeds.secrets)
  const classes = useFeed(instanceId, 'provider-classes', seeds.classes)
  const endpoints = useFeed(instanceId, 'endpoints', seeds.endpoints)
  const written = useWritten(instanceId)
  const [search, setSearch] = useState('')
  const users = useMemo(() => usersOf(endpoints?.rows.values() ?? []), [endpoints])
  const all = useMemo(
    () => [...(secrets?.rows.values() ?? [])].sort((one, other) => (one.name < other.name ? -1 : 1)),
    [secrets],
  )
  const shown = all.filter((row) => matches(row, search))
  const byHand = written.matching(search).length
  const condition = conditionOf({
    secrets,
    all: all.length + written.count,
    shown: shown.length + byHand,
    loaded: written.loaded,
  })

  return (
    <ServerClock serverNow={serverNow}>
      <div className={styles.screen}>
        <header>
          <h1 className={styles.title}>Secrets</h1>
          <p className={styles.intro}>
            Each synced secret from the vault to the endpoints that use it. Microsoft advises to change provider classes
            and sync objects with its own tools only; the portal therefore adds no more than it needs, keeps what others
            wrote, and labels what it makes with app.kubernetes.io/managed-by: sluice.
          </p>
        </header>
        <div className={styles.bar}>
          <span className={styles.count} role="status">
            {secrets?.complete ? countText(shown.length, all.length) : ''}
            {written.count > 0 && `${secrets?.complete ? ', ' : ''}${byHand} written by Sluice`}
          </span>
          <Input
            className={styles.search}
            type="text"
            role="searchbox"
            aria-label="Search synced secrets"
            placeholder="Search name or vault secret"
            contentBefore={<SearchRegular aria-hidden />}
            autoComplete="off"
            spellCheck={false}
            value={search}
            onChange={(_, data) => setSearch(data.value)}
          />
        </div>
        {secrets?.freshness.state === 'stale' && all.length > 0 && (
          <Notice intent="warning" title="The cluster cannot be reached.">
            The chains show what was last known. Nothing can be changed until the cluster answers again.
          </Notice>
        )}
        {secrets?.freshness.state === 'missing' && written.count > 0 && (
          <Notice intent="info" title="The Secret Store extension is not on this cluster.">
            Nothing syncs secrets here; the portal writes them itself. With the extension (“az iot ops secretsync
            enable”) new ones are synced.
          </Notice>
        )}
        {condition && <StripState condition={condition} instanceId={instanceId} onClear={() => setSearch('')} />}
        {shown.length > 0 && (
          <ul className={styles.list} aria-label="Synced secrets">
            {shown.map((row) => (
              <SecretStrip
                key={row.uid || row.name}
                instanceId={instanceId}
                row={row}
                classes={classes}
                endpoints={users.get(row.name) ?? none}
              />
            ))}
          </ul>
        )}
        <WrittenList instanceId={instanceId} written={written} search={search} users={users} />
      </div>
    </ServerClock>
  )
}

const none: readonly string[] = []

/** Which endpoints use which secret. */
const usersOf = (endpoints: Iterable<EndpointRow>): Map<string, string[]> => {
  const users = new Map<string, string[]>()
  for (const { name, secrets = [] } of endpoints)
    for (const secret of secrets) users.set(secret, [...(users.get(secret) ?? []), name].sort())
  return users
}

const matches = ({ name, data, providerClass }: SyncedSecretRow, search: string): boolean => {
  const text = [name, providerClass, ...data.map(({ sourcePath }) => sourcePath)].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const countText = (shown: number, all: number): string => {
  const total = `${all.toLocaleString('en')} ${all === 1 ? 'synced secret' : 'synced secrets'}`
  return shown === all ? total : `${shown} of ${total}`
}
