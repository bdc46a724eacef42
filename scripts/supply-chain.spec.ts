import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './root.ts'

type Locked = { version?: string; integrity?: string; link?: boolean; hasInstallScript?: boolean }
type Manifest = Record<'dependencies' | 'devDependencies' | 'overrides', Record<string, string>>

const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
const manifest = read('package.json') as Manifest
const locked = Object.entries(packages).filter(([place]) => place !== '')

/** What may run something of its own while it is installed: a binding that looks whether its binary came along. */
const runsOnInstall = ['node_modules/unrs-resolver']

describe('supply-chain: what is installed', () => {
  it('runs nothing of its own but what is known to', () => {
    expect(locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => place)).toEqual(runsOnInstall)
  })

  it('is locked by what is in it', () => {
    expect(locked.length).toBeGreaterThan(200)
    expect(locked.filter(([, { integrity, link }]) => !integrity && !link).map(([place]) => place)).toEqual([])
  })

  it('is asked for in one exact version', () => {
    const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides })
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('has the versions that are overridden, wherever they are needed', () => {
    const overridden = Object.entries(manifest.overrides)
    expect(overridden.length).toBeGreaterThan(0)
    for (const [name, version] of overridden) {
      const found = locked.filter(([place]) => place.endsWith(`node_modules/${name}`))
      expect(new Set(found.map(([, one]) => one.version)), name).toEqual(new Set([version]))
    }
  })
})
