'use client'

import { Button, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useRight } from '@/components/shell/rights-provider'
import { DialogShell } from '@/components/ui/dialog-shell'
import { GuardedButton } from '@/components/ui/guarded-button'
import { Notice } from '@/components/ui/notice'
import { useState } from 'react'
import type { Credential, CredentialPart } from '@/lib/brokers/credentials'
import { isSlot, parts as partKinds } from '@/lib/secrets/slots'
import type { DraftStore } from '../parts/draft-store'
import { CreatePlain } from './create-plain'
import { CreateSecret } from './create-secret'
import { VaultPicker } from './vault-picker'

const useStyles = makeStyles({
  content: { minHeight: '420px' },
  tabs: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
})

/**
 * Chooses one part of a synced secret: a secret that the vault has, or a new value. A new value stays in this page's
 * memory until Apply sends it to the vault.
 */
export function ReferenceDialog({
  slot,
  credential,
  proposal,
  instanceId,
  vault,
  store,
  host,
  nameFor,
  onClose,
}: {
  slot: CredentialPart
  credential: Credential
  /** A value that a new one may start with. */
  proposal?: string
  instanceId: string
  vault: string
  store: DraftStore
  host: string
  nameFor: (part: CredentialPart) => string
  onClose: () => void
}) {
  const styles = useStyles()
  const { label } = partKinds[slot]
  const storing = useRight('secrets.store')
  const [tab, setTab] = useState<'pick' | 'create'>(store.get().parts[slot]?.kind === 'value' ? 'create' : 'pick')
  const formId = `reference-${tab}`

  return (
    <DialogShell
      title={`Add reference: ${label}`}
      size="large"
      keep
      className={styles.content}
      onClose={onClose}
      actions={
        <>
          {' '}
          <GuardedButton
            leave={tab === 'create' ? storing : { allowed: true }}
            type="submit"
            form={formId}
            appearance="primary"
          >
            Add
          </GuardedButton>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <TabList
        className={styles.tabs}
        selectedValue={tab}
        onTabSelect={(_, data) => setTab(data.value === 'create' ? 'create' : 'pick')}
        aria-label="Where the value comes from"
      >
        <Tab value="pick" id="reference-tab-pick" aria-controls="reference-panel">
          Add from Azure Key Vault
        </Tab>
        <Tab value="create" id="reference-tab-create" aria-controls="reference-panel">
          Create new
        </Tab>
      </TabList>
      <div id="reference-panel" role="tabpanel" aria-labelledby={`reference-tab-${tab}`}>
        {tab === 'pick' ? (
          <VaultPicker
            formId={formId}
            instanceId={instanceId}
            vault={vault}
            onPick={(picked) => {
              store.setPart(slot, picked)
              onClose()
            }}
          />
        ) : !storing.allowed ? (
          <Notice intent="warning" title="You cannot put new values into the vault.">
            {storing.reason} A secret that is in the vault already can be chosen all the same.
          </Notice>
        ) : !isSlot(slot) ? (
          <CreatePlain
            formId={formId}
            part={slot}
            proposal={proposal}
            instanceId={instanceId}
            vault={vault}
            parts={store.get().parts}
            nameFor={nameFor}
            onAdd={(added) => {
              store.setPart(slot, added)
              onClose()
            }}
          />
        ) : (
          <CreateSecret
            formId={formId}
            slot={slot}
            credential={credential}
            instanceId={instanceId}
            vault={vault}
            parts={store.get().parts}
            host={host}
            nameFor={nameFor}
            onAdd={(parts) => {
              store.change({ parts })
              onClose()
            }}
          />
        )}
      </div>
    </DialogShell>
  )
}
