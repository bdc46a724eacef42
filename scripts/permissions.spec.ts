import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resourceNames } from '../lib/kubernetes/resources.ts'
import {
  accessFile,
  accountFile,
  deployedAccess,
  permissionsFile,
  permissionsPage,
  rightsInNamespace,
  sandboxAccount,
} from './permissions.ts'
import { root } from './root.ts'

describe('permissionsPage', () => {
  it('is what stands in the repository: after a change of rights run scripts/permissions.ts', async () => {
    const page = readFileSync(permissionsFile, 'utf8')
    expect(page).toBe(await permissionsPage(page))
  })
})

describe('deployedAccess', () => {
  it('is what deploy/ asks for: after a change of rights run scripts/permissions.ts', async () => {
    expect(readFileSync(accessFile, 'utf8')).toBe(await deployedAccess())
  })
})

describe('sandboxAccount', () => {
  it('is what the sandbox is seeded with: after a change of rights run scripts/permissions.ts', async () => {
    expect(readFileSync(accountFile, 'utf8')).toBe(await sandboxAccount())
  })
})

describe('the portal’s own name', () => {
  it('is used at the cluster for reading and for the record only: who writes for somebody opens it in their name', () => {
    const files = globSync('lib/**/*.server.ts', { cwd: root }).filter((file) =>
      /\bclusterClient\(/.test(readFileSync(`${root}/${file}`, 'utf8')),
    )
    const writes = /\.(create|mergePatch|remove)\(\s*(?:'|\.\.\.)/
    const writing = files.filter((file) => writes.test(readFileSync(`${root}/${file}`, 'utf8')))
    expect(files.length).toBeGreaterThan(3)
    expect(writing.sort()).toEqual(['lib/access/cluster.server.ts', 'lib/access/trail/trail-events.server.ts'])
  })
})

describe('rightsInNamespace', () => {
  const verbOf = {
    get: 'get',
    getMetadata: 'get',
    list: 'list',
    listMetadata: 'list',
    create: 'create',
    mergePatch: 'patch',
    remove: 'delete',
  } as const

  it('cover every request that the source names with its kind', () => {
    const verbs = new Map(rightsInNamespace('local').map(({ resource, verbs }) => [resource, verbs]))
    const request = new RegExp(`\\.(${Object.keys(verbOf).join('|')})\\(\\s*'(${resourceNames.join('|')})'`, 'g')
    const found = globSync('lib/**/*.server.ts', { cwd: root }).flatMap((file) =>
      [...readFileSync(`${root}/${file}`, 'utf8').matchAll(request)].map(([, method, resource]) => ({
        file,
        resource: resource ?? '',
        verb: verbOf[method as keyof typeof verbOf],
      })),
    )
    expect(found.length).toBeGreaterThan(10)
    for (const { file, resource, verb } of found)
      expect(verbs.get(resource), `${file}: ${verb} ${resource}`).toContain(verb)
  })

  it('leave nothing to the portal with sign-in that people do in their own name', () => {
    const writes = rightsInNamespace('sign-in').flatMap(({ resource, verbs }) =>
      verbs.filter((verb) => ['create', 'patch', 'delete'].includes(verb)).map((verb) => `${verb} ${resource}`),
    )
    expect(writes).toEqual(['create events', 'patch events'])
  })
})
