import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const alias = [
  // The guard is for the bundler; under test every module runs on the server.
  { find: 'server-only', replacement: path('./node_modules/server-only/empty.js') },
  { find: /^@\//, replacement: path('./') },
]

export default defineConfig({
  resolve: { alias },
  test: {
    env: { SLUICE_LOG_LEVEL: 'silent' },
    // Nobody needs the core that is left free otherwise, and contract tests mostly wait for other programs.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,components,lib,scripts,bench}/**/*.spec.{ts,tsx}'],
          // Properties try hundreds of cases, beside whatever else the machine does.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['e2e/contract/**/*.contract.ts', 'sandbox/**/*.contract.ts', 'lib/**/*.contract.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Programs of their own take their time on a busy machine.
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        extends: true,
        test: {
          // Needs a binary that takes minutes to build: `npm run test:cluster`.
          name: 'control-plane',
          include: ['e2e/control-plane/**/*.contract.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: 'kubectl', include: ['e2e/kubectl/**/*.kubectl.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
  },
})
