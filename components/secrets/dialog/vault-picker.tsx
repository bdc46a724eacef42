'use client'

import { Button, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState, type FormEvent } from 'react'
import { BlankState } from '@/components/ui/blank-state'
import { Shimmer } from '@/components/ui/shimmer'
import { useServerNow } from '@/components/ui/server-clock'
import type { VaultSecretRow } from '@/lib/keyvault/secret'
import { freshVaultSecrets, secretKeys, vaultSecrets } from '@/lib/secrets/queries'
import { FailureNotice } from '../failure-notice'
import type { Reference } from '../parts/draft'
import { pickProblem, searchSecrets } from './pick'
import { VaultTable } from './vault-table'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  search: { flexGrow: 1, minWidth: '200px' },
  count: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  error: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '20px',
    margin: 0,
    color: tokens.colorStatusDangerForeground1,
  },
  skeleton: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingBlock: tokens.spacingVerticalL,
  },
})

/** The vault's secrets to choose from: searched, marked with how they stand, thousands of them. */
export function VaultPicker({
  formId,
  instanceId,
  vault,
  onPick,
}: {
  formId: string
  instanceId: string
  vault: string
  onPick: (picked: Reference) => void
}) {
  const styles = useStyles()
  const client = useQueryClient()
  const now = useServerNow()
  const { data: list } = useQuery(vaultSecrets(instanceId, vault))
  const [refreshing, setRefreshing] = useState(false)
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const wanted = useDeferredValue(search)
  const all = useMemo(() => (list?.ok ? list.value.secrets : []), [list])
  const shown = useMemo(() => searchSecrets(all, wanted), [all, wanted])

  const refresh = async () => {
    setRefreshing(true)
    const fresh = await freshVaultSecrets(instanceId, vault, new AbortController().signal)
    client.setQueryData(secretKeys.vault(instanceId, vault), fresh)
    setRefreshing(false)
  }
  const choose = ({ name }: VaultSecretRow) => {
    setChosen(name)
    setProblem(undefined)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    const picked = all.find(({ name }) => name === chosen)
    const found = picked ? pickProblem(picked) : 'Choose a secret from the list, or create a new one.'
    if (!picked || found) return setProblem(found)
    const { name, enabled, activatesOn, expiresOn, fileEncoding } = picked
    onPick({ kind: 'reference', name, enabled, activatesOn, expiresOn, fileEncoding })
  }

  return (
    <form id={formId} className={styles.root} noValidate onSubmit={submit}>
      <div className={styles.bar}>
        <Input
          className={styles.search}
          role="searchbox"
          type="text"
          aria-label={`Search the secrets of ${vault}`}
          placeholder="Search by name or content type"
          contentBefore={<SearchRegular aria-hidden />}
          autoComplete="off"
          spellCheck={false}
          value={search}
          onChange={(_, data) => setSearch(data.value)}
        />
        <span className={styles.count} role="status">
          {list?.ok ? countText(shown.length, all.length, vault) : 'Reading the vault …'}
        </span>
        <Button
          icon={refreshing ? <Spinner size="tiny" /> : <ArrowClockwiseRegular />}
          disabled={refreshing}
          onClick={() => void refresh()}
        >
          {refreshing ? 'Refreshing …' : 'Refresh'}
        </Button>
      </div>
      {!list && (
        <div className={styles.skeleton}>
          {['long', 'medium', 'long', 'full', 'medium', 'long'].map((size, at) => (
            <Shimmer key={at} size={size === 'long' ? 'long' : size === 'full' ? 'full' : 'medium'} />
          ))}
        </div>
      )}
      {list && !list.ok && <FailureNotice failure={list.failure} />}
      {list?.ok && shown.length > 0 && (
        <VaultTable secrets={shown} chosen={chosen} now={now} label={`Secrets of ${vault}`} onChoose={choose} />
      )}
      {list?.ok && shown.length === 0 && (
        <BlankState title={all.length === 0 ? 'The vault has no secrets' : 'No secret matches'}>
          {all.length === 0
            ? 'Choose “Create new” to put the first one there.'
            : 'Every word has to occur in the name or the content type.'}
        </BlankState>
      )}
      <p className={styles.error} role="alert">
        {problem && (
          <>
            <ErrorCircleRegular aria-hidden />
            {problem}
          </>
        )}
      </p>
    </form>
  )
}

const countText = (shown: number, all: number, vault: string): string => {
  const total = `${all.toLocaleString('en')} ${all === 1 ? 'secret' : 'secrets'} in ${vault}`
  return shown === all ? total : `${shown.toLocaleString('en')} of ${total}`
}
