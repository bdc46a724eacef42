import { readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { root } from './root.ts'

/** The script behind a package's command, to be run by this very Node, whatever `node` is on the PATH. */
export function bin(name: string, from = name): string {
  const manifest = join(root, 'node_modules', from, 'package.json')
  const { bin: entry } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> }
  const file = typeof entry === 'string' ? entry : entry[name]
  if (file === undefined) throw new Error(`${from} has no command ${name}`)
  return join(dirname(manifest), file)
}

/** This very Node first on the PATH, for programs that start workers by the name `node`, as the bundler does. */
export const withThisNode = (): Record<string, string> => ({
  PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
})
