import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import next from 'eslint-config-next/core-web-vitals'
import typescript from 'eslint-config-next/typescript'
import { importX } from 'eslint-plugin-import-x'
import { architecture } from './scripts/architecture.ts'

const config = [
  {
    ignores: [
      '**/.next/**',
      '.sandbox/**',
      'node_modules/**',
      'next-env.d.ts',
      'test-results/**',
      'playwright-report/**',
      'bench/results/**',
    ],
  },
  // Rules are kept or changed here, where everybody sees it, and not switched off line by line.
  { linterOptions: { noInlineConfig: true } },
  ...next,
  ...typescript,
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      // The compiler reports these, with the types at hand.
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    files: ['**/*.tsx'],
    rules: {
      // Takes every object with a `ref` among its properties for a ref, such as what a form field hands to its control.
      'react-hooks/refs': 'off',
      // Reports what React's compiler would skip, and nothing is compiled with it.
      'react-hooks/incompatible-library': 'off',
    },
  },
  // A server component is rendered once for its request: there the clock and chance are plain input.
  { files: ['app/**/*.tsx'], rules: { 'react-hooks/purity': 'off' } },
  // Outside of the portal `use` is Playwright's, and no component is drawn.
  { files: ['{e2e,scripts,sandbox,bench}/**/*.ts'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  { files: ['{app,components,lib}/**/*.{ts,tsx}'], rules: { 'no-console': 'error' } },
  ...architecture,
]

export default config
