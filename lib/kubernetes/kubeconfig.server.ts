import 'server-only'
import { existsSync, statSync } from 'node:fs'
import { delimiter } from 'node:path'
import type { KubeConfig } from '@kubernetes/client-node'
import { InstanceConfig } from './instance-config.server'

/** Where the credentials come from: kubeconfig files, or the service account of the pod the portal runs in. */
export type Source = { files: string[] } | 'service-account'

/** `KUBECONFIG` is a list of files as for kubectl; without it the portal counts on running inside the cluster. */
export const sourceOf = (environment: Record<string, string | undefined>): Source => {
  const files = (environment.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '')
  return files.length > 0 ? { files } : 'service-account'
}

/** Changes when a file is rewritten, so that rotated credentials are picked up without a restart. */
export const stampOf = (source: Source): string =>
  source === 'service-account'
    ? source
    : source.files
        .map((file) => {
          const found = statSync(file, { throwIfNoEntry: false })
          return `${file}:${found?.mtimeMs ?? 'absent'}:${found?.size ?? 0}:${found?.ino ?? 0}`
        })
        .join('|')

/**
 * Loads and merges as kubectl does ("Organizing Cluster Access Using kubeconfig Files" in the Kubernetes
 * documentation): absent files are skipped, of two entries with one name the first wins, and so does the first
 * current context. Throws when a file cannot be read or is not a kubeconfig.
 */
export const loadKubeConfig = (source: Source): InstanceConfig => {
  const merged = new InstanceConfig()
  if (source === 'service-account') {
    merged.loadFromCluster()
    return merged
  }
  for (const file of source.files.filter((each) => existsSync(each))) {
    const part = new InstanceConfig()
    part.loadFromFile(file, { onInvalidEntry: 'filter' })
    merged.clusters.push(...strangers(merged.clusters, part.clusters))
    merged.users.push(...strangers(merged.users, part.users))
    merged.contexts.push(...strangers(merged.contexts, part.contexts))
    merged.currentContext ||= part.currentContext
  }
  return merged
}

/** The same credentials seen from another context. Pools and plug-in tokens are kept per context. */
export const inContext = (config: KubeConfig, context: string): InstanceConfig => {
  const seen = new InstanceConfig()
  seen.loadFromOptions({
    clusters: config.clusters,
    users: config.users,
    contexts: config.contexts,
    currentContext: context,
  })
  return seen
}

const strangers = <T extends { name: string }>(known: readonly T[], added: readonly T[]): T[] =>
  added.filter(({ name }) => !known.some((one) => one.name === name))
