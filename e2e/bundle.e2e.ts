import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { root } from '../scripts/root.ts'

const folder = join(root, process.env.SLUICE_DIST ?? '.next/test', 'static')

/** What only servers have: their modules, their libraries and what they read from their environment. */
const serverOnly = [
  /["'`]node:[a-z]/,
  /@kubernetes\//,
  /@azure\//,
  /\b(openid-client|oidc-provider|prom-client)\b/,
  /\bserver-only\b/,
  /\.server["'`]/,
  /process\.env\.[A-Z]/,
  // A sentence on screen may name a setting that its reader can set; code that reads one names it as a property or a key.
  /[.["'`{,]SLUICE_[A-Z_]+/,
  /\b(KUBECONFIG|AZURE_[A-Z_]+|KUBERNETES_SERVICE_[A-Z]+)\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]/,
]

test('client-bundle-clean: no chunk of the build holds a module, library or setting of the server', () => {
  const chunks = globSync('**/*.{js,css}', { cwd: folder })
  expect(chunks.length).toBeGreaterThan(20)
  for (const chunk of chunks) {
    const text = readFileSync(join(folder, chunk), 'utf8')
    for (const pattern of serverOnly) expect(text, chunk).not.toMatch(pattern)
  }
})

test('client-bundle-clean: no source map is served', () => {
  expect(globSync('**/*.map', { cwd: folder })).toEqual([])
})
