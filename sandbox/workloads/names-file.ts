import { renameSync, writeFileSync } from 'node:fs'
import { resolve, type Network } from './addresses.ts'
import { HOSTS_ANNOTATION, type Service } from './types.ts'

/**
 * Where the names of Services lead on this machine, for whoever stands outside of the cluster and cannot resolve them: one
 * `<name>:<port> <address>:<port>` a line, with `-` in place of the address while no pod is ready.
 */
export const namesText = ({ services, pods }: Network): string => {
  // Asked many times over, and an iterator answers once.
  const network = { services: [...services], pods: [...pods] }
  const lines = network.services.flatMap((service) =>
    namesOf(service).flatMap((name) =>
      (service.spec.ports ?? []).map(({ port }) => {
        const place = resolve(name, port, service.metadata.namespace, network)
        return `${name}:${port} ${place.ok ? `${place.address}:${place.port}` : '-'}\n`
      }),
    ),
  )
  return lines.toSorted().join('')
}

const namesOf = ({ metadata: { name, namespace, annotations } }: Service): string[] => [
  ...[`${name}.${namespace}`, `${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`],
  ...(annotations?.[HOSTS_ANNOTATION] ?? '')
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== ''),
]

/** Several changes that come together are written once. */
const PAUSE_MS = 20

/** Keeps those lines in a file, all of them or none. */
export class NamesFile {
  #path: string
  #network: () => Network
  #written: string | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(path: string, network: () => Network) {
    this.#path = path
    this.#network = network
  }

  changed(): void {
    this.#timer ??= setTimeout(() => this.write(), PAUSE_MS)
  }

  write(): void {
    this.stop()
    const text = namesText(this.#network())
    if (text === this.#written) return
    const temporary = `${this.#path}.${process.pid}.tmp`
    writeFileSync(temporary, text)
    renameSync(temporary, this.#path)
    this.#written = text
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
