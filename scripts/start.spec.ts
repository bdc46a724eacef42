import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const script = fileURLToPath(new URL('start.ts', import.meta.url))

it.each([
  [{ HOST: '0.0.0.0' }, 'HOST is 0.0.0.0, which other machines can reach, but nobody has to sign in.'],
  [
    { SLUICE_PUBLIC_URL: 'https://sluice.example.com' },
    'SLUICE_PUBLIC_URL is https://sluice.example.com, which other machines can reach, but nobody has to sign in.',
  ],
])('local-mode-loopback-only: does not start with %j, and says what to set', (env, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, [script], {
    env: { NODE_ENV: 'production', ...env },
    encoding: 'utf8',
    timeout: 30_000,
  })
  expect(status).toBe(1)
  expect(stderr).toContain('Sluice does not start.')
  expect(stderr).toContain(sentence)
  expect(stderr).toContain('SLUICE_OIDC_ISSUER')
})
