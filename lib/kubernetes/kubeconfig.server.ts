import 'server-only'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { delimiter, dirname, resolve } from 'node:path'
import type { KubeConfig, User } from '@kubernetes/client-node'
import { parse } from 'yaml'
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
    part.users = withTokenFiles(part.users, file)
    merged.clusters.push(...strangers(merged.clusters, part.clusters))
    merged.users.push(...strangers(merged.users, part.users))
    merged.contexts.push(...strangers(merged.contexts, part.contexts))
    merged.currentContext ||= part.currentContext
  }
  return merged
}

/**
 * The library overlooks `tokenFile`, with which kubectl reads a token from a file that somebody else keeps fresh, and would go on
 * as nobody. Of its own it reads such a file for pods, again every minute: that is asked for here.
 */
const withTokenFiles = (users: readonly User[], file: string): User[] => {
  const config = parse(readFileSync(file, 'utf8')) as { users?: unknown } | null
  const entries = Array.isArray(config?.users) ? (config.users as unknown[]) : []
  const files = new Map(entries.flatMap((entry) => tokenFileOf(entry, dirname(file))))
  return users.map((user) => {
    const tokenFile = user.token ? undefined : files.get(user.name)
    return tokenFile === undefined ? user : { ...user, authProvider: { name: 'tokenFile', config: { tokenFile } } }
  })
}

const tokenFileOf = (entry: unknown, folder: string): [string, string][] => {
  const { name, user } = (entry ?? {}) as { name?: unknown; user?: { tokenFile?: unknown } | null }
  const tokenFile = user?.tokenFile
  if (typeof name !== 'string' || typeof tokenFile !== 'string') return []
  return [[name, resolve(folder, tokenFile)]]
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
