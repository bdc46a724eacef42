import { readFile, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { parse, stringify } from 'yaml'

/** A door on 127.0.0.1 between one client and an API server: what passes it is still between those two, TLS and all. */
export interface Gate {
  port: number
  /** How many connections are open now. */
  readonly open: number
  /** Cuts every connection and refuses new ones, as a network that is gone. */
  cut(): void
  /** Lets nothing through any more and closes nothing: a peer that vanished without a word. */
  stall(): void
  /** Lets new connections through again. */
  mend(): void
  stop(): Promise<void>
}

/** Opens a gate to the server of a URL. */
export async function openGate(server: string): Promise<Gate> {
  const { hostname, port } = new URL(server)
  const open = new Set<Socket>()
  let isCut = false
  const gate = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(Number(port), hostname)
    open.add(near)
    const close = () => {
      open.delete(near)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.once('close', close).on('error', close)
    near.pipe(far).pipe(near)
    near.once('stall', () => {
      near.unpipe(far).pause()
      far.unpipe(near).pause()
    })
  })
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve))
  return {
    port: (gate.address() as AddressInfo).port,
    get open() {
      return open.size
    },
    cut: () => {
      isCut = true
      for (const socket of open) socket.destroy()
    },
    stall: () => {
      for (const socket of open) socket.emit('stall')
    },
    mend: () => {
      isCut = false
    },
    stop: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => gate.close(() => resolve()))
    },
  }
}

/** A copy of the kubeconfig whose clusters are reached through the gate. */
export async function throughGate(kubeconfig: string, { port }: Gate): Promise<string> {
  const config = parse(await readFile(kubeconfig, 'utf8')) as { clusters: { cluster: { server: string } }[] }
  for (const { cluster } of config.clusters) cluster.server = `https://127.0.0.1:${port}`
  const file = `${kubeconfig}-gate`
  await writeFile(file, stringify(config), { mode: 0o600 })
  return file
}
