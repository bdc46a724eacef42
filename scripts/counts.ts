import { existsSync, readFileSync } from 'node:fs'

export type Counts = { passed: number; failed: number }

/** What Vitest's JSON reporter wrote, or nothing when it wrote none. */
export function vitestCounts(file: string): Counts | undefined {
  const report = read<{
    numPassedTests: number
    numFailedTests: number
    testResults: { status: string; assertionResults: unknown[] }[]
  }>(file)
  if (!report) return undefined
  // A file that does not even load has no tests to count, but it has failed.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length }
}

/** What Playwright's JSON reporter wrote. A test that passed only on a second try counts as failed. */
export function playwrightCounts(file: string): Counts | undefined {
  const report = read<{ stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] }>(file)
  if (!report) return undefined
  const { expected, unexpected, flaky } = report.stats
  return { passed: expected, failed: unexpected + flaky + report.errors.length }
}

function read<Report>(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined
}

/** A step that ended badly has failed at least once, whatever its report says; a step without a report counts as one. */
export function stepCounts(succeeded: boolean, report: Counts | undefined): Counts {
  if (!report) return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  return succeeded ? report : { ...report, failed: Math.max(1, report.failed) }
}

export const closingLine = ({ passed, failed }: Counts): string => `${passed} passed, ${failed} failed`

export const sum = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
})
