import type { DataflowRow, Health, ProfileRow } from '@/lib/dataflows/row'
import type { PodRow } from './pod'

/** 2026-11-22T12:00:00Z */
export const noon = Date.UTC(2026, 10, 22, 12)
export const minute = 60_000

export const dataflow = (part: Partial<DataflowRow> = {}): DataflowRow => ({
  name: 'uplink',
  resourceVersion: '1',
  uid: 'uid-uplink',
  profile: 'default',
  mode: 'Enabled',
  source: { endpoint: 'default', topics: ['line/#'] },
  destination: { endpoint: 'partner-hq', target: 'plant' },
  createdAt: noon - 60 * minute,
  ...part,
})

/** A report made 40 s before noon, of a state that has stood since ten minutes before. */
export const health = (part: Partial<Health> = {}): Health => ({
  status: 'Available',
  lastTransitionTime: noon - 10 * minute,
  lastUpdateTime: noon - 40_000,
  ...part,
})

export const pod = (part: Partial<PodRow> = {}): PodRow => ({
  name: 'aio-dataflow-default-0',
  resourceVersion: '1',
  uid: 'uid-pod',
  role: 'dataflow',
  profile: 'default',
  phase: 'Running',
  ready: true,
  readySince: noon - 60 * minute,
  restarts: 0,
  ...part,
})

export const profile = (part: Partial<ProfileRow> = {}): ProfileRow => ({
  name: 'default',
  resourceVersion: '1',
  instanceCount: 1,
  ...part,
})
