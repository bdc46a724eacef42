import type { Connection } from '../client/connection.ts'
import type { Resolution } from './addresses.ts'
import type { Pod } from './types.ts'

/**
 * What a container of the sandbox runs: a function of this process instead of an image. A pod whose container has the image
 * `sandbox.invalid/<name>:1` runs the program of that name.
 */
export type Program = (context: ProgramContext) => Promise<RunningProgram>

export interface ProgramContext {
  /** The cluster that the pod belongs to. It is shared; whoever runs the program closes it. */
  connection: Connection
  namespace: string
  /** As it was when its container was started. */
  pod: Pod
  /** Aborted when the pod is being deleted or the sandbox ends, before `stop` is called. */
  signal: AbortSignal
  /** Where a pod in this namespace would connect to; see `resolve` in addresses.ts. Only loopback addresses ever come out. */
  resolve(host: string, port: number): Resolution
  /** Ends the container as a crash does, after it has started: the kubelet stops it and starts it again, later each time. */
  crash(error: unknown): void
  /** One line for people; never a secret. */
  log(line: string): void
}

export interface RunningProgram {
  /** Container port → port on 127.0.0.1, published as annotations of the pod. */
  ports: Record<number, number>
  /** Cuts all connections and resolves when nothing of the program is left. Called once. */
  stop(): Promise<void>
}

/** Programs by the name in the image. */
export type Programs = Readonly<Record<string, Program>>

/** The program's name, or undefined for an image that is none of the sandbox's. */
export const programName = (image: string): string | undefined => /^sandbox\.invalid\/([a-z0-9-]+):1$/.exec(image)?.[1]
