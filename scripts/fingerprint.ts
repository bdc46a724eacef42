import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

const inputs = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'next.config.js',
  'package.json',
  'package-lock.json',
  'proxy.ts',
  'tsconfig.json',
]

/** A hash over everything a build is made of: sources, configuration, locked dependencies and the runtime. */
export function sourceFingerprint(): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of inputs.flatMap(filesIn)) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function filesIn(path: string): string[] {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full)
    .sort()
    .flatMap((entry) => filesIn(`${path}/${entry}`))
    .filter((file) => !/\.(spec|contract)\.tsx?$/.test(file))
}

const mark = (dist: string) => join(root, dist, 'sluice-fingerprint')

/** Was the build in this folder finished, and from these very sources? */
export function isFresh(dist: string, fingerprint: string): boolean {
  return (
    existsSync(join(root, dist, 'BUILD_ID')) &&
    existsSync(mark(dist)) &&
    readFileSync(mark(dist), 'utf8') === fingerprint
  )
}

export const markFresh = (dist: string, fingerprint: string): void => writeFileSync(mark(dist), fingerprint)
