import { spawn } from 'node:child_process'
import { request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { expect, test as base } from '@playwright/test'
import { bin } from '../scripts/run.ts'
import { root } from '../scripts/root.ts'
import { freePort } from './plant.ts'
import { startReplicas } from './replicas.ts'
import type { Replicas } from './replicas.ts'

/** The portal as a service: what probes, Prometheus and whoever reads the log get to know. */
const test = base.extend<{ replicas: Replicas }>({
  replicas: async ({}, use) => {
    const replicas = await startReplicas()
    await use(replicas)
    await replicas.stop()
  },
  baseURL: ({ replicas }, use) => use(replicas.url),
})

const figure = (text: string, line: RegExp): number => Number(line.exec(text)?.[1] ?? Number.NaN)

test('the figures tell of requests, operations, calls and streams, and name no object', async ({ page, replicas }) => {
  const [only, other] = replicas.both
  await other.end('SIGTERM')
  await replicas.cluster.createMqtt('known-to-nobody')
  await page.goto(`/${replicas.instance}/endpoints/known-to-nobody`)
  await expect(page.getByLabel('Freshness')).toHaveText('Live')
  await page.request.get(`/api/${replicas.instance}/endpoints/known-to-nobody`)
  const { status, text } = await only.ask('/api/metrics')
  expect(status).toBe(200)
  const page200 =
    /^sluice_requests_total\{route="\/\[instance\]\/endpoints\/\[name\]",method="GET",status="200"\} (\d+)$/m
  expect(figure(text, page200)).toBeGreaterThan(0)
  expect(
    figure(text, /^sluice_operations_total\{permission="endpoints\.read",result="done"\} (\d+)$/m),
  ).toBeGreaterThan(0)
  expect(
    figure(text, /^sluice_cluster_call_seconds_count\{verb="list",resource="dataflows",code="200"\} (\d+)$/m),
  ).toBeGreaterThan(0)
  expect(figure(text, /^sluice_viewers\{instance="sandbox"\} (\d+)$/m)).toBe(1)
  expect(
    figure(text, /^sluice_copy_steps\{instance="sandbox",resource="dataflows",step="watches"\} (\d+)$/m),
  ).toBeGreaterThan(0)
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m)
  expect(text).toMatch(/^process_resident_memory_bytes /m)
  expect(text).not.toContain('known-to-nobody')
})

test('the figures are given to nobody under another name, and with a token to nobody without it', async ({
  replicas,
}) => {
  const [only] = replicas.both
  const ask = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request({ port: only.port, host: '127.0.0.1', path: '/api/metrics', headers, agent: false })
      asked.once('response', (answer) => resolve(answer.resume().statusCode ?? 0)).once('error', reject)
      asked.end()
    })
  const { host } = new URL(replicas.url)
  expect(await ask({ host })).toBe(200)
  expect(await ask({ host: 'elsewhere.example' })).not.toBe(200)

  await only.end('SIGTERM')
  const token = 'of-prometheus-0123456789'
  await only.start({ SLUICE_METRICS_TOKEN: token })
  expect(await ask({ host })).toBe(401)
  expect(await ask({ host, authorization: `Bearer ${token}x` })).toBe(401)
  expect(await ask({ host, authorization: `Bearer ${token}` })).toBe(200)
})

test('unhandled-errors: what is thrown in a timer is counted and logged without its words, and the portal goes on', async ({
  replicas,
}) => {
  const [only] = replicas.both
  await only.end('SIGTERM')
  const unruly = fileURLToPath(new URL('unruly.cjs', import.meta.url))
  await only.start({ NODE_OPTIONS: `--require ${JSON.stringify(unruly)}` })
  only.signal('SIGUSR2')
  await expect(async () => {
    const { text } = await only.ask('/api/metrics')
    expect(figure(text, /^sluice_uncaught_errors_total\{kind="exception"\} (\d+)$/m)).toBe(1)
    expect(figure(text, /^sluice_uncaught_errors_total\{kind="rejection"\} (\d+)$/m)).toBe(1)
  }).toPass({ timeout: 10_000 })
  const lines = only.lines.join('').split('\n')
  expect(lines.filter((line) => line.startsWith('{') && line.includes('"uncaught error"'))).toHaveLength(2)
  expect((await only.ask('/api/health/ready')).status).toBe(200)
})

test('watchdog: a frozen process answers neither probe, and both again when it goes on', async ({ replicas }) => {
  const [frozen] = replicas.both
  frozen.signal('SIGSTOP')
  // Silent for longer than either probe of deploy/base/deployment.yaml waits, so that a cluster restarts it.
  const probes = ['/api/health/live', '/api/health/ready'] as const
  const silent = await Promise.all(probes.map((path) => frozen.ask(path).then(String, String)))
  expect(silent).toEqual(['Error: the replica is silent', 'Error: the replica is silent'])
  frozen.signal('SIGCONT')
  for (const path of probes) {
    await expect(async () => expect((await frozen.ask(path)).status).toBe(200)).toPass({ timeout: 10_000 })
  }
})

test('a server started without the start script says what is wrong with its environment, and ends', async () => {
  const child = spawn(
    process.execPath,
    [bin('next'), 'start', '--hostname', '127.0.0.1', '--port', String(await freePort())],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', SLUICE_NAMESPACE: 'No Such Name', SLUICE_LOG_LEVEL: 'loud' },
    },
  )
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => lines.push(text))
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(code).toBe(1)
  expect(lines.join('')).toContain(
    'Sluice does not start.\nSLUICE_NAMESPACE must be the name of a Kubernetes namespace.',
  )
  expect(lines.join('')).toContain('SLUICE_LOG_LEVEL must be one of')
})
