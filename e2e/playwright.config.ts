import { defineConfig } from '@playwright/test'
import type { ReporterDescription } from '@playwright/test'
import { ensureBrowser } from '../scripts/browser.ts'

// A build of its own, so that a portal that is running is not disturbed. Workers and plants inherit it.
process.env.SLUICE_DIST ||= '.next/test'

/** `npm test` asks for a report that it can count. */
const counted: ReporterDescription[] = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['json']] : []

/**
 * The promises in a real browser, on the production build, against sandboxes of their own. Nothing is retried: a test
 * that passes now and then is a finding. No traces: they hold request bodies.
 */
export default defineConfig({
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
    launchOptions: { executablePath: ensureBrowser(), args: ['--no-sandbox'] },
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
    { name: 'browser', testMatch: '*.e2e.ts' },
    // Needs Debian's mosquitto, so it runs where somebody asks for it: `npm test -- mosquitto`.
    { name: 'mosquitto', testMatch: 'mosquitto/*.mosquitto.ts' },
  ],
})
