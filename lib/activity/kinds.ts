import type { ResourceName } from '@/lib/kubernetes/resources'
import type { ActivityKind } from './row'

/** Kinds whose writers are told, whoever they are. What reports do is not: status is written every minute. */
export const followedKinds = [
  'dataflowendpoints',
  'dataflows',
  'dataflowprofiles',
  'secretsyncs',
  'secretproviderclasses',
] as const satisfies readonly ResourceName[]

export type FollowedKind = (typeof followedKinds)[number]

/** Kinds as people call them, one of each. */
const words: Partial<Record<ActivityKind, string>> = {
  dataflowendpoints: 'Endpoint',
  dataflows: 'Dataflow',
  dataflowprofiles: 'Dataflow profile',
  secretsyncs: 'Synced secret',
  secretproviderclasses: 'Provider class',
  secrets: 'Secret',
  configmaps: 'Config map',
  vault: 'Key Vault',
}

export const kindWord = (kind: ActivityKind): string => words[kind] ?? kind

/** Kinds that can occur, for filters. */
export const activityKinds = Object.keys(words) as ActivityKind[]
