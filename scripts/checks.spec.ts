import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { configuredCluster, portProblem } from './checks.ts'

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
