import { stepLabels, type StepState, type TestRun } from '@/lib/connection/steps'

export type Verdict = { mark: 'waiting' | 'good' | 'broken' | 'unknown' | 'open'; text: string }

/** How a test stands, in one line. */
export const verdictText = (run: TestRun | undefined, running: boolean): Verdict => {
  if (running) {
    const at = run?.steps.find(({ now }) => now.state === 'running')
    return { mark: 'waiting', text: at ? `Testing: ${stepLabels[at.id]} …` : 'Testing …' }
  }
  if (!run?.end) return { mark: 'open', text: 'Stopped before the end' }
  const { verdict, tookMs } = run.end
  const failing = run.steps.find(({ now }) => now.state === 'failed')
  switch (verdict) {
    case 'passed':
      return { mark: 'good', text: `Connected in ${took(tookMs)}` }
    case 'failed':
      return { mark: 'broken', text: `Failed at ${failing ? stepLabels[failing.id] : 'an unknown step'}` }
    case 'partly':
      return { mark: 'unknown', text: 'In reach; signing in cannot be tried from here' }
  }
}

/** The state of a step as a word, with its time where it has one. */
export const stateText = (now: StepState): string => {
  switch (now.state) {
    case 'waiting':
      return 'Waiting'
    case 'running':
      return 'Running'
    case 'passed':
      return `Passed, ${took(now.tookMs)}`
    case 'failed':
      return `Failed, ${took(now.tookMs)}`
    case 'untried':
      return 'Not tried'
    case 'not-reached':
      return 'Not reached'
  }
}

export const took = (ms: number): string =>
  ms < 10 ? `${ms.toFixed(1)} ms` : ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
