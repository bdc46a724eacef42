import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { closingLine, playwrightCounts, stepCounts, sum, vitestCounts } from './counts'

const folder = mkdtempSync(join(tmpdir(), 'sluice-counts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const written = (name: string, report: unknown) => {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(report))
  return file
}

describe('counts', () => {
  it('counts a file that does not load as failed', () => {
    const file = written('vitest.json', {
      numPassedTests: 7,
      numFailedTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'passed', assertionResults: [{}] },
      ],
    })
    expect(vitestCounts(file)).toEqual({ passed: 7, failed: 2 })
  })

  it('counts a flaky test and a broken setup as failed', () => {
    const file = written('playwright.json', { stats: { expected: 5, unexpected: 1, flaky: 2 }, errors: [{}] })
    expect(playwrightCounts(file)).toEqual({ passed: 5, failed: 4 })
  })

  it('knows nothing of a report that was not written', () => {
    expect(vitestCounts(join(folder, 'absent.json'))).toBeUndefined()
  })

  it('never lets a step that failed pass', () => {
    expect(stepCounts(false, undefined)).toEqual({ passed: 0, failed: 1 })
    expect(stepCounts(false, { passed: 9, failed: 0 })).toEqual({ passed: 9, failed: 1 })
    expect(stepCounts(true, undefined)).toEqual({ passed: 1, failed: 0 })
    expect(stepCounts(true, { passed: 9, failed: 0 })).toEqual({ passed: 9, failed: 0 })
  })

  it('closes with one line', () => {
    expect(
      closingLine(
        sum([
          { passed: 2, failed: 0 },
          { passed: 3, failed: 1 },
        ]),
      ),
    ).toBe('5 passed, 1 failed')
  })
})
