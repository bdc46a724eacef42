import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/root.ts'

/** A route of the build, and a path that leads to it. */
export type Route = { route: string; path: string; isApi: boolean }

/** Every route that the build serves, from its own manifest, so that a new one cannot be forgotten. */
export function builtRoutes(instance: string): Route[] {
  const file = join(root, process.env.SLUICE_DIST ?? '.next/test', 'app-path-routes-manifest.json')
  const routes = new Set(Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>))
  return [...routes].map((route) => ({ route, path: example(route, instance), isApi: route.startsWith('/api/') }))
}

/** Names of things that the sandbox has. */
const example = (route: string, instance: string): string =>
  route
    .replace('[instance]', instance)
    .replace('dataflows/[name]', 'dataflows/no-such-dataflow')
    .replace('[type]', 'custom-mqtt')
    .replace('[vault]', 'no-such-vault')
    .replace('[name]', 'default')
    .replace('[...rest]', 'no/such/page')
    .replace('[...path]', 'no/such/thing')
