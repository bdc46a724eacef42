import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startControlPlane } from '../e2e/start-control-plane.ts'
import { forgetDefinitions, knownDefinitions } from '../sandbox/guest/definitions.ts'
import { ensureBrowser } from './browser.ts'
import { ensureBuild } from './build.ts'
import { ensureControlPlane } from './control-plane.ts'
import { closingLine, failureLines, playwrightCounts, stepCounts, sum, vitestCounts } from './counts.ts'
import type { Counts } from './counts.ts'
import { onRealCluster, sandboxOnly } from './real-cluster.ts'
import { root } from './root.ts'
import { bin } from './run.ts'

/**
 * `npm run test:cluster`: what can be checked on a Kubernetes that is not ours. Without KUBECONFIG that is a real kube-apiserver
 * with etcd, built from `e2e/control-plane` and started for it; with KUBECONFIG that cluster, in namespaces made for it and taken
 * away again, as are the kinds that it did not have. Named parts run alone: contract, portal, browser. The last line counts.
 */
const parts = {
  /** What the portal counts on of any API server; nothing of ours in between. */
  contract: (env: Env) => vitest('contract', env, ['contract', 'kubectl'], onRealCluster.server),
  /** The portal's own code on it, and what only a real one can do. */
  portal: (env: Env) =>
    env.SLUICE_CONTROL_PLANE
      ? vitest('portal', env, ['contract', 'control-plane'], [...onRealCluster.portal, ...onRealCluster.portalOnOurs])
      : vitest('portal', env, ['contract'], onRealCluster.portal),
  browser,
}

type Env = Record<string, string>
type Part = keyof typeof parts

const reports = mkdtempSync(join(tmpdir(), 'sluice-test-'))

/** Without what would point a test elsewhere. */
const inherited = (): NodeJS.ProcessEnv => {
  const { KUBECONFIG: _, ...rest } = process.env
  return { ...rest, NEXT_TELEMETRY_DISABLED: '1' }
}

const node = (args: string[], env: Env): boolean =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...inherited(), ...env } }).status === 0

function vitest(name: string, env: Env, projects: readonly string[], files: readonly string[]): Counts {
  const report = join(reports, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const chosen = [...projects.flatMap((project) => ['--project', project]), '-t', `^(?!.*(${sandboxOnly.join('|')}))`]
  return stepCounts(node([bin('vitest'), 'run', ...chosen, ...reporters, ...files], env), vitestCounts(report))
}

const testBuild = '.next/test'

function browser(env: Env): Counts {
  if (!ensureBrowser() || !ensureBuild(testBuild)) return stepCounts(false, undefined)
  const report = join(reports, 'browser.json')
  const projects = ['cluster', ...(env.SLUICE_CONTROL_PLANE ? ['cluster-drills'] : [])]
  const args = ['test', '--config', 'e2e/playwright.config.ts', ...projects.flatMap((name) => ['--project', name])]
  const succeeded = node([bin('playwright', '@playwright/test'), ...args], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    SLUICE_DIST: testBuild,
  })
  return stepCounts(succeeded, playwrightCounts(report))
}

/** Runs the parts one after another; one that fails does not stop the others. */
function run(names: readonly Part[], environment: (part: Part) => Env): Counts {
  return sum(
    names.map((name) => {
      console.log(`\n━━ On a real API server: ${name}`)
      const started = Date.now()
      const counted = parts[name](environment(name))
      const verdict = counted.failed === 0 ? 'good' : 'FAILED'
      console.log(`━━ ${name}: ${verdict}, ${closingLine(counted)}, ${((Date.now() - started) / 1000).toFixed(1)} s`)
      return counted
    }),
  )
}

async function onOurs(names: readonly Part[]): Promise<Counts> {
  const binary = ensureControlPlane()
  if (binary === undefined) return stepCounts(false, undefined)
  const directory = mkdtempSync(join(tmpdir(), 'sluice-control-plane-'))
  const shared = await startControlPlane(binary, directory)
  try {
    return run(names, (part): Env =>
      part === 'contract' ? { KUBECONFIG: shared.kubeconfig } : { SLUICE_CONTROL_PLANE: binary },
    )
  } finally {
    await shared.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function onTheirs(names: readonly Part[], kubeconfig: string): Promise<Counts> {
  const known = await knownDefinitions(kubeconfig)
  try {
    return run(names, (part): Env =>
      part === 'contract' ? { KUBECONFIG: kubeconfig } : { SLUICE_TEST_CLUSTER: kubeconfig },
    )
  } finally {
    await forgetDefinitions(kubeconfig, known)
  }
}

const isPart = (name: string): name is Part => name in parts
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !isPart(name))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. The parts are ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

const names = asked.length > 0 ? asked.filter(isPart) : (Object.keys(parts) as Part[])
const { KUBECONFIG, SLUICE_COUNTS } = process.env
const total = await (KUBECONFIG ? onTheirs(names, KUBECONFIG) : onOurs(names))
rmSync(reports, { recursive: true, force: true })
// `npm test` joins these to its own.
if (SLUICE_COUNTS) writeFileSync(SLUICE_COUNTS, JSON.stringify(total))
for (const line of failureLines(total)) console.log(line)
console.log(`\n${closingLine(total)}`)
process.exitCode = total.failed === 0 ? 0 : 1
