import { existsSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './root.ts'

/** `failures` names each failed test with the first line of why: a long log is read from its end. */
export type Counts = { passed: number; failed: number; failures: readonly string[] }

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[]
  }[]
}

/** What Vitest's JSON reporter wrote, or nothing when it wrote none. */
export function vitestCounts(file: string): Counts | undefined {
  const report = read<VitestReport>(file)
  if (!report) return undefined
  // A file that does not even load has no tests to count, but it has failed.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failures = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => failure(name, fullName, failureMessages?.[0])),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    failures: [...failures, ...broken.map(({ name, message }) => failure(name, 'the file itself', message))],
  }
}

type PlaywrightSuite = {
  specs?: {
    file: string
    line: number
    title: string
    tests: { status: string; results: { error?: { message?: string } }[] }[]
  }[]
  suites?: PlaywrightSuite[]
}
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number }
  errors: { message?: string }[]
  suites: PlaywrightSuite[]
}

/** What Playwright's JSON reporter wrote. A test that passed only on a second try counts as failed. */
export function playwrightCounts(file: string): Counts | undefined {
  const report = read<PlaywrightReport>(file)
  if (!report) return undefined
  const { expected, unexpected, flaky } = report.stats
  const specs = (suite: PlaywrightSuite): NonNullable<PlaywrightSuite['specs']> => [
    ...(suite.specs ?? []),
    ...(suite.suites ?? []).flatMap(specs),
  ]
  const failures = report.suites
    .flatMap(specs)
    .flatMap(({ file: name, line, title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) => failure(`${name}:${line}`, title, results.find(({ error }) => error)?.error?.message)),
    )
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    failures: [...failures, ...report.errors.map(({ message }) => failure('Playwright', 'outside of a test', message))],
  }
}

const firstLine = (message = ''): string => stripVTControlCharacters(message).trim().split('\n')[0] ?? ''

const failure = (file: string, title: string, message: string | undefined): string =>
  [relative(root, resolve(root, file)), title, firstLine(message)].filter((part) => part !== '').join(' · ')

function read<Report>(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined
}

/** A step that ended badly has failed at least once, whatever its report says; a step without a report counts as one. */
export function stepCounts(succeeded: boolean, report: Counts | undefined): Counts {
  if (!report) return succeeded ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [] }
  return succeeded ? report : { ...report, failed: Math.max(1, report.failed) }
}

/** Each failed test on a line of its own, under a heading; nothing where none failed. */
export const failureLines = ({ failures }: Counts): string[] =>
  failures.length === 0 ? [] : ['Failed:', ...failures.map((line) => `  ${line}`)]

export const closingLine = ({ passed, failed }: Pick<Counts, 'passed' | 'failed'>): string =>
  `${passed} passed, ${failed} failed`

export const sum = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
  failures: all.flatMap(({ failures }) => failures),
})
