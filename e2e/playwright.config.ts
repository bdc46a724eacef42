import { defineConfig } from '@playwright/test'
import type { ReporterDescription } from '@playwright/test'
import { ensureBrowser } from '../scripts/browser.ts'
import { elsewhere, onRealCluster } from '../scripts/real-cluster.ts'

// A build of its own, so that a portal that is running is not disturbed. Workers and plants inherit it.
process.env.SLUICE_DIST ||= '.next/test'

const { browser, browserOnOurs, browserWithDrills } = onRealCluster
const files = (...names: readonly string[]): string[] => names.map((name) => `${name}.e2e.ts`)
const onCluster = process.env.SLUICE_TEST_CLUSTER
  ? // What takes away the API server, or changes kinds, is not for somebody else's.
    { testMatch: files(...browser), grepInvert: /unknown-fields-survive/ }
  : {
      testMatch: [...files(...browser, ...browserOnOurs), 'control-plane/*.real.ts'],
      grepInvert: new RegExp(elsewhere.join('|')),
    }

/** `npm test` asks for a report that it can count. */
const counted: ReporterDescription[] = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['json']] : []

/**
 * The promises in a real browser, on the production build, against sandboxes of their own. Nothing is retried: a test
 * that passes now and then is a finding. No traces: they hold request bodies.
 */
export default defineConfig<object, { drills: boolean }>({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './build.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Generous: several of these programs share two cores, and a hang shows all the same.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...counted],
  use: {
    browserName: 'chromium',
    // Nobody looks: a graphics card made of software would take a tenth of the machine.
    launchOptions: { executablePath: ensureBrowser(), args: ['--no-sandbox', '--disable-gpu'] },
    // Plants where people sign in have a certificate of their own making.
    ignoreHTTPSErrors: true,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'off',
    video: 'off',
    screenshot: 'only-on-failure',
    actionTimeout: 15_000,
  },
  projects: [
    // Without motion, as the system setting asks for it: a fifth of the machine would draw what no test looks at. The main
    // paths are walked with motion on the real cluster, and by the tests of panels and keys.
    { name: 'browser', testMatch: '*.e2e.ts', use: { contextOptions: { reducedMotion: 'reduce' } } },
    // Needs Debian's mosquitto, so it runs where somebody asks for it: `npm test -- mosquitto`.
    { name: 'mosquitto', testMatch: 'mosquitto/*.mosquitto.ts' },
    // Builds the portal once more, as the image holds it: `npm test -- image`.
    { name: 'image', testMatch: 'image/*.image.ts' },
    // Needs a cluster to be on: `npm run test:cluster`.
    { name: 'cluster', ...onCluster },
    { name: 'cluster-drills', testMatch: files(...browserWithDrills), use: { drills: true } },
  ],
})
