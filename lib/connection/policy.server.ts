import 'server-only'
import { lookup } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { settings } from '@/lib/core/env.server'
import { processWide } from '@/lib/core/process-wide.server'
import { listInstances } from '@/lib/kubernetes/config.server'
import { type AddressPolicy, literalAddress, type Reserved } from './address-policy'
import { type Names, parseNames } from './names'

/** What tests may dial just now: the settings, and what stands at addresses that no test may reach. */
export const addressPolicy = async (): Promise<AddressPolicy> => {
  const { allow, deny } = settings().tests
  return { allow, deny, own: ownAddresses(), reserved: await reservedPlaces() }
}

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address))

/** The portal's own port on every address of its machine, the names that browsers know it by, and all API servers. */
const reservedPlaces = async (): Promise<Reserved[]> => {
  const { port, origins } = settings()
  const instances = listInstances()
  const servers = instances.ok ? instances.value.map(({ server }) => server) : []
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: inside = '443' } = process.env
  const api = [...servers, ...(host ? [`https://${host.includes(':') ? `[${host}]` : host}:${inside}`] : [])]
  const own = ['127.0.0.1', '::1', ...ownAddresses()].map((address) => ({ address, port }))
  return [
    ...[...named(api), ...(await placesOf(api))].map((place) => ({ ...place, what: 'api-server' as const })),
    ...[...own, ...named(origins)].map((place) => ({ ...place, what: 'portal' as const })),
  ]
}

/** Names or addresses, and ports, as they stand in URLs. */
const named = (urls: readonly string[]): { address: string; port: number }[] =>
  [...new Set(urls)]
    .filter((text) => URL.canParse(text))
    .map((text) => new URL(text))
    .map(({ hostname, port, protocol }) => ({
      address: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (protocol === 'http:' ? '80' : '443')),
    }))

/** Addresses of names change seldom, and a name that cannot be looked up now cannot be dialled now either. */
const keptMs = 30_000

const placesOf = async (urls: readonly string[]): Promise<{ address: string; port: number }[]> => {
  const found = await Promise.all(
    named(urls).map(async ({ address: name, port }) => (await addressesOf(name)).map((address) => ({ address, port }))),
  )
  return found.flat()
}

const addressesOf = async (host: string): Promise<readonly string[]> => {
  const literal = literalAddress(host)
  if (literal !== undefined) return [literal]
  const known = looked().get(host)
  if (known && known.until > Date.now()) return known.addresses
  const addresses = await Promise.race([
    lookup(host, { all: true }).then(
      (all) => all.map(({ address }) => address),
      () => [],
    ),
    new Promise<string[]>((resolve) => setTimeout(() => resolve([...(known?.addresses ?? [])]), 1_000).unref()),
  ])
  looked().set(host, { addresses, until: Date.now() + keptMs })
  return addresses
}

const looked = () =>
  processWide('sluice.connection.addresses', () => new Map<string, { addresses: readonly string[]; until: number }>())

/** Where names lead from here, as the file of the settings says now; nothing is listed where there is none. */
export const listedNames = async (): Promise<Names> => {
  const { namesFile } = settings().tests
  if (namesFile === undefined) return parseNames('')
  return parseNames(await readFile(namesFile, 'utf8').catch(() => ''))
}
