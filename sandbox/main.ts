import { parseArgs } from 'node:util'
import { startCluster } from './cluster/cluster.ts'
import { startSecretStore } from './secret-store.ts'

/**
 * The sandbox: `node sandbox/main.ts [--dir .sandbox] [--port N] [--reset] [--secrets N] [--with-parent]`.
 *
 * Prints one line of JSON when it serves. Ends on SIGTERM and SIGINT, and with its parent when --with-parent is given. --secrets
 * fills the vault with that many generated secrets.
 */

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '.sandbox' },
    port: { type: 'string', default: '0' },
    reset: { type: 'boolean', default: false },
    secrets: { type: 'string', default: '0' },
    'with-parent': { type: 'boolean', default: false },
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

try {
  const cluster = await startCluster({ directory: values.dir, port, reset: values.reset })
  const { kubeconfig, server } = cluster
  const secretStore = await startSecretStore({ directory: values.dir, kubeconfig, reset: values.reset, fill: secrets })
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    void secretStore
      .stop()
      .then(() => cluster.stop())
      .then(() => process.exit(0))
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  if (values['with-parent']) {
    process.once('disconnect', end)
    process.stdin.once('end', end).once('close', end).resume()
  }
  console.log(JSON.stringify({ ready: true, kubeconfig, server, vault: secretStore.vault }))
} catch (error) {
  console.error(`The sandbox cannot start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
