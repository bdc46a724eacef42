import type { Programs } from './program.ts'

export interface WorkloadOptions {
  /** Path of the kubeconfig; its current context is used, in all namespaces. */
  kubeconfig: string
  /** What pods can run. A pod with another image is left alone. */
  programs: Programs
  /** Also make the pods of StatefulSets. False on a cluster that has a controller for them. */
  statefulSets?: boolean
}

export interface Workloads {
  /** Resolves when the pods that were there at the start have been started, or have failed to. */
  settled: Promise<void>
  stop(): Promise<void>
}
