import { brokerPrograms } from './brokers/programs.ts'
import type { Pki } from './cluster/pki.ts'
import { operatorProgram } from './dataflows/operator.ts'
import { dataflowProgram } from './dataflows/pod.ts'
import type { Timing } from './dataflows/timing.ts'
import type { Programs } from './workloads/program.ts'

/** Everything that a pod of the sandbox can run, by the name in its image. */
export const programs = (pki: Pki, timing: Timing): Programs => ({
  ...brokerPrograms(pki),
  operator: operatorProgram({ timing }),
  dataflow: dataflowProgram({ timing, roots: [pki.ca('public')] }),
})

/** The same names with nothing behind them: pods that are ready and do nothing. */
export const idle = (all: Programs): Programs =>
  Object.fromEntries(
    Object.keys(all).map((name) => [name, () => Promise.resolve({ ports: {}, stop: () => Promise.resolve() })]),
  )
