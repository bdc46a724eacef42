import { spawnSync } from 'node:child_process'
import { isFresh, markFresh, sourceFingerprint } from './fingerprint.ts'
import { bin, withThisNode } from './run.ts'
import { root } from './root.ts'

/**
 * Builds the portal into `dist` unless the build there is fresh. Says what it does and how long it took.
 * Answers whether a good build stands.
 */
export function ensureBuild(dist: string): boolean {
  const fingerprint = sourceFingerprint()
  if (isFresh(dist, fingerprint)) return true
  console.log(`Building the portal into ${dist}, since there is no fresh build.`)
  const started = Date.now()
  const { status } = spawnSync(process.execPath, [bin('next'), 'build'], {
    cwd: root,
    // Only what goes wrong is worth reading; Next prints it to standard error.
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...withThisNode(), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', SLUICE_DIST: dist },
  })
  if (status !== 0) return false
  markFresh(dist, fingerprint)
  console.log(`Built in ${Math.round((Date.now() - started) / 1000)} s.`)
  return true
}

if (import.meta.main) process.exitCode = ensureBuild(process.env.SLUICE_DIST ?? '.next') ? 0 : 1
