import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './browser.ts'
import { ensureBuild } from './build.ts'
import { closingLine, failureLines, playwrightCounts, stepCounts, sum, vitestCounts } from './counts.ts'
import type { Counts } from './counts.ts'
import { root } from './root.ts'
import { bin } from './run.ts'

/**
 * `npm test`: everything that can be checked, one step after another. A step that fails does not stop the others. The
 * last line counts all tests; types and lint count as one each. With arguments only the named steps run.
 */
const reports = mkdtempSync(join(tmpdir(), 'sluice-test-'))

/** Portals and sandboxes are started hundreds of times: what Node made of their source the first time is good for all. */
const compiled = join(root, '.cache', 'compiled')

const node = (args: string[], env: Record<string, string> = {}): boolean =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_COMPILE_CACHE: compiled, ...env },
  }).status === 0

const vitest = (project: string) => (): Counts => {
  const report = join(reports, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return stepCounts(node([bin('vitest'), 'run', '--project', project, ...reporters]), vitestCounts(report))
}

const steps: Record<string, { title: string; run: () => Counts }> = {
  types: { title: 'Types', run: () => stepCounts(node([bin('tsc', 'typescript'), '--noEmit']), undefined) },
  lint: { title: 'Lint', run: lint },
  unit: { title: 'Units', run: vitest('unit') },
  contract: { title: 'Contract', run: vitest('contract') },
  kubectl: { title: 'Contract with kubectl', run: vitest('kubectl') },
  browser: { title: 'Browser', run: () => browser('browser') },
  mosquitto: { title: 'Browser, with mosquitto', run: () => browser('mosquitto') },
  image: { title: 'Browser, on what the image holds', run: () => browser('image') },
  cluster: { title: 'On a real API server', run: cluster },
}

/** kubectl, mosquitto and Go are not on every machine, and the image is built for itself: these run where somebody asks for them. */
const usual = ['types', 'lint', 'unit', 'contract', 'browser']

function lint(): Counts {
  const eslint = node([bin('eslint'), '--max-warnings', '0', '.'])
  const prettier = node([bin('prettier'), '--check', '--log-level', 'warn', '.'])
  return stepCounts(eslint && prettier, undefined)
}

function browser(project: string): Counts {
  const executable = ensureBrowser()
  if (!executable) {
    console.log('No browser could be installed, so the browser suite cannot run.')
    return stepCounts(false, undefined)
  }
  const config = 'e2e/playwright.config.ts'
  // A build of its own, so that a portal that is running is not disturbed.
  if (!ensureBuild(testBuild)) return stepCounts(false, undefined)
  const report = join(reports, `${project}.json`)
  const succeeded = node([bin('playwright', '@playwright/test'), 'test', '--config', config, '--project', project], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    SLUICE_DIST: testBuild,
  })
  return stepCounts(succeeded, playwrightCounts(report))
}

/** `npm run test:cluster`, which counts for itself. */
function cluster(): Counts {
  const counts = join(reports, 'cluster.json')
  const succeeded = node(['scripts/test-cluster.ts'], { SLUICE_COUNTS: counts })
  return stepCounts(succeeded, existsSync(counts) ? (JSON.parse(readFileSync(counts, 'utf8')) as Counts) : undefined)
}

const testBuild = '.next/test'

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in steps))
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. The steps are ${Object.keys(steps).join(', ')}.`)
  process.exit(2)
}

/** A step that failed without a test to name is named itself. */
const named = (title: string, counted: Counts): Counts =>
  counted.failed > counted.failures.length ? { ...counted, failures: [...counted.failures, title] } : counted

const counts: Counts[] = []
for (const name of asked.length > 0 ? asked : usual) {
  const step = steps[name]
  if (!step) continue
  console.log(`\n━━ ${step.title}`)
  const started = Date.now()
  const counted = step.run()
  counts.push(named(step.title, counted))
  const verdict = counted.failed === 0 ? 'good' : 'FAILED'
  console.log(`━━ ${step.title}: ${verdict}, ${closingLine(counted)}, ${((Date.now() - started) / 1000).toFixed(1)} s`)
}
rmSync(reports, { recursive: true, force: true })

const total = sum(counts)
for (const line of failureLines(total)) console.log(line)
console.log(`\n${closingLine(total)}`)
process.exitCode = total.failed === 0 ? 0 : 1
