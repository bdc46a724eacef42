import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CustomObjectsApi, KubeConfig } from '@kubernetes/client-node'
import { expect, vi } from 'vitest'
import { type SandboxOptions, startSandbox } from '../../e2e/start-sandbox.ts'
import { configOf, listInstances } from './config.server'
import { call } from './wire.server'

/** A sandbox of its own for one file of contract tests, seen as the portal sees its cluster, with the sandbox's control door. */
export const startTestCluster = async (options: Omit<SandboxOptions, 'dir'> = {}) => {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-contract-'))
  const sandbox = await startSandbox({ dir, drills: true, ...options })
  process.env.KUBECONFIG = sandbox.kubeconfig
  const instances = listInstances()
  const instance = instances.ok ? instances.value[0] : undefined
  if (!instance) throw new Error('the sandbox wrote no kubeconfig')

  /** The control door (see sandbox/README.md, "Drills"). */
  const control = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> => {
    const config = configOf(instance)
    if (!config.ok) throw new Error(config.failure.message)
    const answer = await call(config.value, { method, path: `/sandbox${path}`, body })
    if (answer.status !== 200) throw new Error(`the control door answered ${answer.status}`)
    return answer.body
  }

  return {
    sandbox,
    instance,
    state: () => control('GET', '') as Promise<{ connections: number; watches: Record<string, number> }>,
    faults: (rules: { match: Record<string, string>; fault: Record<string, unknown>; times?: number }[]) =>
      control('POST', '/faults', rules),
    compact: () => sandbox.controlPlane?.compact() ?? control('POST', '/compact', {}),
    drill: (what: 'bookmark' | 'garbage' | 'error-410' | 'error-500' | 'stall' | 'end', resource?: string) =>
      control('POST', '/watches', { do: what, ...(resource && { resource }) }),
    stop: async () => {
      await sandbox.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

export type TestCluster = Awaited<ReturnType<typeof startTestCluster>>

/** The Kubernetes client's own way to the dataflows, for tests that look at the cluster past the portal's code. */
export const dataflowsOf = ({ sandbox, instance: { namespace } }: TestCluster) => {
  const config = new KubeConfig()
  config.loadFromFile(sandbox.kubeconfig)
  const kind = { group: 'connectivity.iotoperations.azure.com', version: 'v1', namespace, plural: 'dataflows' }
  return { api: config.makeApiClient(CustomObjectsApi), kind }
}

/** Looks again and again until the expectation holds; fails with its message when time is up. */
export const soon = <T>(expectation: () => T | Promise<T>, timeout = 5_000) =>
  vi.waitFor(expectation, { timeout, interval: 20 })

/** A valid endpoint to write. */
export const endpointBody = (name: string, host = 'broker.example:8883') => ({
  metadata: { name },
  spec: {
    endpointType: 'Mqtt',
    mqttSettings: {
      host,
      authentication: { method: 'SystemAssignedManagedIdentity', systemAssignedManagedIdentitySettings: {} },
      tls: { mode: 'Enabled' },
    },
  },
})

/** The value of a success; a failure fails the test with what it says. */
export const valueOf = <T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T => {
  if (!result.ok) expect.fail(JSON.stringify(result.failure))
  return result.value
}
