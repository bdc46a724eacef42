import { brokerPrograms } from './brokers/programs.ts'
import type { Pki } from './cluster/pki.ts'
import type { Program, Programs } from './workloads/program.ts'

/** Runs and does nothing. */
const idle: Program = async () => ({ ports: {}, stop: async () => undefined })

/** Everything that a pod of the sandbox can run, by the name in its image. */
export const programs = (pki: Pki): Programs => ({
  ...brokerPrograms(pki),
  operator: idle,
  dataflow: idle,
})
