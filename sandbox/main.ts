import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startCluster } from './cluster/cluster.ts'
import { Pki } from './cluster/pki.ts'
import { LIKE_AIO, QUICK } from './dataflows/timing.ts'
import { startGuest } from './guest/start.ts'
import { namespacesOf, PLANT_NAMESPACE } from './guest/relocated.ts'
import { idle, programs } from './programs.ts'
import { startSecretStore } from './secret-store.ts'
import { startWorkloads } from './workloads/start.ts'

/**
 * The sandbox: `node sandbox/main.ts [--dir .sandbox] [--port N] [--reset] [--secrets N] [--without-workloads]
 * [--slow-reports] [--verbose] [--with-parent] [--kubeconfig FILE [--namespace NAME] [--drills]]`.
 *
 * Prints one line of JSON when it serves. Ends on SIGTERM and SIGINT, and with its parent when --with-parent is given. --secrets
 * fills the vault with that many generated secrets. --without-workloads leaves the pods as pictures of pods: no broker and no
 * dataflow runs. --slow-reports lets the health of dataflows take its minutes, as in Azure IoT Operations. --verbose tells on
 * standard error what the programs of pods say. --kubeconfig makes it a guest on another cluster: no API server
 * of its own; vault, controllers and programs work on that one, in the namespace given. --drills puts a server in front of that one
 * which plays the drills of README.md.
 */

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '.sandbox' },
    port: { type: 'string', default: '0' },
    reset: { type: 'boolean', default: false },
    secrets: { type: 'string', default: '0' },
    'without-workloads': { type: 'boolean', default: false },
    'slow-reports': { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    'with-parent': { type: 'boolean', default: false },
    kubeconfig: { type: 'string' },
    namespace: { type: 'string', default: PLANT_NAMESPACE },
    drills: { type: 'boolean', default: false },
  },
})

const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(
    `--port ${values.port} is not a port: give 0 to 65535, where 0 keeps the last one or takes any that is free.`,
  )
  process.exit(2)
}

const secrets = Number(values.secrets)
if (!Number.isInteger(secrets) || secrets < 0) {
  console.error(`--secrets ${values.secrets} is not a number of secrets.`)
  process.exit(2)
}

/** For a portal outside of the cluster: where names lead, and the CA of what is out in the cloud. */
const files = {
  names: resolve(values.dir, 'names'),
  publicCa: resolve(values.dir, 'pki', 'public-ca.crt'),
}

/** An API server of the sandbox's own, or a place on another one. */
const startedCluster = async () => {
  const { dir: directory, kubeconfig, namespace, drills, reset } = values
  if (kubeconfig !== undefined) return startGuest({ directory, kubeconfig, namespace, drills })
  const cluster = await startCluster({ directory, port, reset })
  return { ...cluster, straight: cluster.kubeconfig }
}

/** On another cluster somebody else makes the pods of StatefulSets, and pods that nobody runs would wait for ever. */
const startedWorkloads = async (kubeconfig: string) => {
  const isGuest = values.kubeconfig !== undefined
  const isStill = values['without-workloads']
  if (isStill && !isGuest) return undefined
  const all = programs(await Pki.open(join(values.dir, 'pki')), values['slow-reports'] ? LIKE_AIO : QUICK)
  return startWorkloads({
    kubeconfig,
    within: isGuest ? namespacesOf(values.namespace) : undefined,
    programs: isStill ? idle(all) : all,
    namesFile: files.names,
    isGuest,
    log: values.verbose ? (pod, line) => process.stderr.write(`${pod}: ${line}\n`) : undefined,
  })
}

/** How long the start waits for the pods. */
const FIRST_PODS_MS = 5_000

try {
  const cluster = await startedCluster()
  const { kubeconfig, server, straight } = cluster
  const secretStore = await startSecretStore({
    directory: values.dir,
    kubeconfig: straight,
    namespace: values.kubeconfig === undefined ? undefined : values.namespace,
    reset: values.reset,
    fill: secrets,
  })
  const workloads = await startedWorkloads(straight)
  // Whoever is told that the sandbox is ready finds its brokers open; a cluster that plays dead must not keep it from starting.
  await Promise.race([workloads?.settled, wait(FIRST_PODS_MS, undefined, { ref: false })])
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    void Promise.all([workloads?.stop(), secretStore.stop()])
      .then(() => cluster.stop())
      .then(() => process.exit(0))
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  if (values['with-parent']) {
    process.once('disconnect', end)
    process.stdin.once('end', end).once('close', end).resume()
  }
  console.log(JSON.stringify({ ready: true, kubeconfig, server, vault: secretStore.vault, ...files }))
} catch (error) {
  console.error(`The sandbox cannot start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
