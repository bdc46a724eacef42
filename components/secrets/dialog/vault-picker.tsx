'use client'

import { Button, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { useDeferredValue, useMemo, useRef, useState, type FormEvent } from 'react'
import { Age } from '@/components/ui/age-text'
import { BlankState } from '@/components/ui/blank-state'
import { useServerNow } from '@/components/ui/server-clock'
import type { VaultSecretRow } from '@/lib/keyvault/secret'
import { FailureNotice } from '../failure-notice'
import type { Reference } from '../parts/draft'
import { pickProblem, searchSecrets } from './pick'
import { ReadingVault } from './reading-vault'
import { useVaultList } from './use-vault-list'
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
  const now = useServerNow()
  const { list, failure, reading, refresh } = useVaultList(instanceId, vault)
  const searchBox = useRef<HTMLInputElement>(null)
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const wanted = useDeferredValue(search)
  const all = useMemo(() => list?.secrets ?? [], [list])
  const shown = useMemo(() => searchSecrets(all, wanted), [all, wanted])

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
          ref={searchBox}
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
          {reading && !list ? 'Reading the vault …' : list ? countText(shown.length, all.length, vault) : 'Not read'}
        </span>
        <Button
          icon={reading ? <Spinner size="tiny" /> : <ArrowClockwiseRegular />}
          disabledFocusable={reading}
          onClick={refresh}
        >
          {reading && list ? 'Refreshing …' : 'Refresh'}
        </Button>
      </div>
      {reading && !list && <ReadingVault vault={vault} />}
      {failure && (
        <FailureNotice
          failure={failure}
          actions={
            <Button
              size="small"
              disabledFocusable={reading}
              onClick={() => {
                // The button goes with the notice.
                searchBox.current?.focus()
                refresh()
              }}
            >
              Retry
            </Button>
          }
        >
          {list && (
            <>
              {' '}
              The list below was read <Age since={new Date(list.asOf).toISOString()} ago />.
            </>
          )}
        </FailureNotice>
      )}
      {list && shown.length > 0 && (
        <VaultTable secrets={shown} chosen={chosen} now={now} label={`Secrets of ${vault}`} onChoose={choose} />
      )}
      {list && shown.length === 0 && (
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
