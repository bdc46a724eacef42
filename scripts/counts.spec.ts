import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { closingLine, failureLines, playwrightCounts, stepCounts, sum, vitestCounts } from './counts'
import { root } from './root'

const folder = mkdtempSync(join(tmpdir(), 'sluice-counts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const written = (name: string, report: unknown) => {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(report))
  return file
}

describe('counts', () => {
  it('counts a file that does not load as failed, and names what failed', () => {
    const file = written('vitest.json', {
      numPassedTests: 7,
      numFailedTests: 1,
      testResults: [
        { name: join(root, 'lib/a.spec.ts'), status: 'failed', message: 'no such module\n at x', assertionResults: [] },
        {
          name: join(root, 'lib/b.spec.ts'),
          status: 'failed',
          assertionResults: [
            { status: 'failed', fullName: 'b holds', failureMessages: ['\u001b[31mexpected 1\u001b[39m\n at y'] },
            { status: 'passed', fullName: 'b stands' },
          ],
        },
        {
          name: join(root, 'lib/c.spec.ts'),
          status: 'passed',
          assertionResults: [{ status: 'passed', fullName: 'c' }],
        },
      ],
    })
    expect(vitestCounts(file)).toEqual({
      passed: 7,
      failed: 2,
      failures: ['lib/b.spec.ts · b holds · expected 1', 'lib/a.spec.ts · the file itself · no such module'],
    })
  })

  it('counts a flaky test and a broken setup as failed, and names them', () => {
    const spec = (title: string, status: string, ...messages: string[]) => ({
      file: 'list.e2e.ts',
      line: 4,
      title,
      tests: [{ status, results: messages.map((message) => ({ error: { message } })) }],
    })
    const file = written('playwright.json', {
      stats: { expected: 5, unexpected: 1, flaky: 1 },
      errors: [{ message: 'no browser' }],
      suites: [
        {
          specs: [spec('is listed', 'unexpected', 'Timeout')],
          suites: [{ specs: [spec('is told', 'flaky', 'Gone')] }],
        },
        { specs: [spec('is good', 'expected')] },
      ],
    })
    expect(playwrightCounts(file)).toEqual({
      passed: 5,
      failed: 3,
      failures: [
        'list.e2e.ts:4 · is listed · Timeout',
        'list.e2e.ts:4 · is told · Gone',
        'Playwright · outside of a test · no browser',
      ],
    })
  })

  it('knows nothing of a report that was not written', () => {
    expect(vitestCounts(join(folder, 'absent.json'))).toBeUndefined()
  })

  it('never lets a step that failed pass', () => {
    const nine = { passed: 9, failed: 0, failures: [] }
    expect(stepCounts(false, undefined)).toEqual({ passed: 0, failed: 1, failures: [] })
    expect(stepCounts(false, nine)).toEqual({ passed: 9, failed: 1, failures: [] })
    expect(stepCounts(true, undefined)).toEqual({ passed: 1, failed: 0, failures: [] })
    expect(stepCounts(true, nine)).toEqual(nine)
  })

  it('closes with what failed by name, and one line', () => {
    const total = sum([
      { passed: 2, failed: 0, failures: [] },
      { passed: 3, failed: 1, failures: ['a.spec.ts · holds'] },
    ])
    expect(closingLine(total)).toBe('5 passed, 1 failed')
    expect(failureLines(total)).toEqual(['Failed:', '  a.spec.ts · holds'])
    expect(failureLines({ passed: 2, failed: 0, failures: [] })).toEqual([])
  })
})
