'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Suggestion } from '@/components/form/suggest-control'
import { audienceSuggestions, hostSuggestions } from '@/lib/brokers/listeners'
import type { CertificateRow } from '@/lib/brokers/row'
import { caBundleName } from '@/lib/endpoints/default-endpoint'
import { ruleContext } from '@/lib/endpoints/rule-context'
import type { RuleContext } from '@/lib/endpoints/types/define'
import type { FeedName } from '@/lib/feeds'
import { writtenSecrets } from '@/lib/secrets/queries'
import { whomToAsk } from '@/components/shell/right-to'
import { useFeed } from '@/components/shell/use-feed'
import { useWholeFeed } from '@/components/shell/use-whole-feed'
import type { Offers } from './endpoint-field'
import { certificateLines } from './certificate-lines'

/** Why a picker has nothing to offer that the viewer may not see; nothing where they may. */
function useClosed(instanceId: string, feed: FeedName, things: string): string | undefined {
  const freshness = useFeed(instanceId, feed)?.freshness
  return freshness?.state === 'refused'
    ? `You cannot see ${things} here. ${freshness.reason} ${whomToAsk} A name can be typed all the same.`
    : undefined
}

/** Synced secrets; on a cluster that syncs none, those that the portal wrote itself. */
function useSecrets(instanceId: string): ReadonlyMap<string, { keys: readonly string[] }> | undefined {
  const synced = useFeed(instanceId, 'synced-secrets')
  const missing = synced?.freshness.state === 'missing'
  const { data } = useQuery({ ...writtenSecrets(instanceId), enabled: missing })
  const written = useMemo(
    () =>
      data?.ok
        ? new Map(data.value.secrets.map(({ name, sources }) => [name, { keys: sources.map((one) => one.targetKey) }]))
        : undefined,
    [data],
  )
  return missing ? written : synced?.complete ? synced.rows : undefined
}

/** What the form may know of the cluster around it: facts for its rules, kept up to date by the live stream. */
export function useRuleContext(instanceId: string, namespace: string, editing?: string): RuleContext {
  const endpoints = useWholeFeed(instanceId, 'endpoints')
  const dataflows = useWholeFeed(instanceId, 'dataflows')
  const profiles = useWholeFeed(instanceId, 'profiles')
  const listeners = useWholeFeed(instanceId, 'listeners')
  const authentications = useWholeFeed(instanceId, 'authentications')
  const certificates = useWholeFeed(instanceId, 'certificates')
  const volumeClaims = useWholeFeed(instanceId, 'volume-claims')
  const syncedSecrets = useSecrets(instanceId)
  return useMemo(
    () =>
      ruleContext(
        namespace,
        { endpoints, dataflows, profiles, listeners, authentications, certificates, volumeClaims, syncedSecrets },
        editing,
      ),
    [
      namespace,
      endpoints,
      dataflows,
      profiles,
      listeners,
      authentications,
      certificates,
      volumeClaims,
      syncedSecrets,
      editing,
    ],
  )
}

/** What the pickers offer. `now` is the server's time, by which certificates expire. */
export function useOffers(instanceId: string, cluster: RuleContext, host: string, now: number): Offers {
  const certificates = useWholeFeed(instanceId, 'certificates')
  const noListeners = useClosed(instanceId, 'listeners', 'broker listeners')
  const noCertificates = useClosed(instanceId, 'certificates', 'config maps')
  const noSecrets = useClosed(instanceId, 'synced-secrets', 'synced secrets')
  const { listeners, secrets, namespace, volumeClaims } = cluster
  // Expiry is told by the day: the clock's every tick need not build the lists anew.
  const today = Math.floor(now / 86_400_000) * 86_400_000
  return useMemo(
    () => ({
      hosts: hostSuggestions(listeners ?? []).map(described),
      audiences: audienceSuggestions(listeners ?? [], host).map(described),
      configMaps: bestFirst([...(certificates?.values() ?? [])], namespace).map((row) => ({
        value: row.name,
        lines: certificateLines(row, today),
      })),
      secrets: [...(secrets?.keys() ?? [])].sort().map((value) => ({ value })),
      volumeClaims: [...(volumeClaims ?? [])].sort().map((value) => ({ value })),
      closed: { hosts: noListeners, audiences: noListeners, configMaps: noCertificates, secrets: noSecrets },
    }),
    [listeners, secrets, certificates, volumeClaims, namespace, host, today, noListeners, noCertificates, noSecrets],
  )
}

const described = ({ value, description }: { value: string; description: string }): Suggestion => ({
  value,
  lines: [{ text: description }],
})

/** The instance's own bundle first; the API server's CA, which no broker uses, last. */
const bestFirst = (rows: CertificateRow[], namespace: string): CertificateRow[] => {
  const rank = ({ name }: CertificateRow) =>
    name === caBundleName(namespace) ? 0 : name === 'kube-root-ca.crt' ? 2 : 1
  return rows.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
}
