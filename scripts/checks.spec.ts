import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseSettings } from '../lib/core/settings.ts'
import { configuredCluster, missingFiles, portProblem } from './checks.ts'

const present = fileURLToPath(import.meta.url)

describe('configuredCluster', () => {
  it('takes the sandbox when nothing is configured', () => {
    expect(configuredCluster({})).toEqual({ kind: 'sandbox' })
    expect(configuredCluster({ KUBECONFIG: '' })).toEqual({ kind: 'sandbox' })
  })

  it('takes a kubeconfig that is there, also as one of several', () => {
    expect(configuredCluster({ KUBECONFIG: present })).toEqual({ kind: 'kubeconfig' })
    expect(configuredCluster({ KUBECONFIG: `/absent/a:${present}` })).toEqual({ kind: 'kubeconfig' })
  })

  it('says that a kubeconfig is absent, and does not take the sandbox in its place', () => {
    expect(configuredCluster({ KUBECONFIG: '/absent/a:/absent/b' })).toEqual({
      problem: expect.stringContaining('KUBECONFIG names /absent/a and /absent/b, which does not exist.'),
    })
  })
})

describe('portProblem', () => {
  it('says that another program has the port, and is content once it is free', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    expect(await portProblem('127.0.0.1', port)).toBe(
      `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or choose another: PORT=${port + 1} npm start.`,
    )
    await new Promise((resolve) => other.close(resolve))
    expect(await portProblem('127.0.0.1', port)).toBeUndefined()
  })
})

describe('missingFiles', () => {
  const missing = (files: Record<string, string>) => {
    const parsed = parseSettings({
      SLUICE_OIDC_ISSUER: 'https://provider.example',
      SLUICE_OIDC_CLIENT_ID: 'sluice',
      SLUICE_SESSION_KEYS: 'A'.repeat(43),
      ...files,
    })
    return parsed.ok ? missingFiles(parsed.settings) : parsed.problems
  }

  it('names the files of the sign-in that are not there', () => {
    expect(missing({ SLUICE_OIDC_CLIENT_SECRET_FILE: present, SLUICE_OIDC_CA: present })).toEqual([])
    expect(missing({ SLUICE_OIDC_CLIENT_SECRET_FILE: '/absent/secret', SLUICE_OIDC_CA: '/absent/ca' })).toEqual([
      'SLUICE_OIDC_CLIENT_SECRET_FILE names /absent/secret, which does not exist.',
      'SLUICE_OIDC_CA names /absent/ca, which does not exist.',
    ])
  })

  it('has nothing to say without sign-in', () => {
    const parsed = parseSettings({})
    expect(parsed.ok && missingFiles(parsed.settings)).toEqual([])
  })
})
