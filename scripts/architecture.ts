import type { Linter } from 'eslint'

/**
 * The arrows of the architecture as lint rules: app (URLs) → components (what is seen) → lib (what is known and done),
 * and inside lib from floor to floor. An import runs down, never up, never sideways, never in a circle.
 */
const floors: readonly (readonly string[])[] = [
  ['site-link', 'connection'],
  ['endpoints', 'secrets'],
  ['runtime'],
  ['dataflows'],
  ['brokers', 'activity'],
  ['live'],
  ['access'],
  ['kubernetes', 'keyvault'],
  ['core'],
]

/** What an operator works with, each a folder of components. The other folders are parts that they share. */
const features = ['activity', 'bridges', 'connection', 'endpoints', 'runtime', 'secrets', 'sign-in', 'site-link']

const inLib = (folder: string) => `./lib/${folder}`

type Zone = { target: string | string[]; from: string | string[]; message: string }

const floorZones: Zone[] = floors.flatMap((folders, floor) => [
  {
    target: folders.map(inLib),
    from: floors.slice(0, floor).flat().map(inLib),
    message: `lib/${folders.join(' and lib/')} stand below this folder and know nothing of it. Move what both need down, or hand it in as an argument from above.`,
  },
  ...folders.map((folder) => ({
    target: inLib(folder),
    from: folders.filter((other) => other !== folder).map(inLib),
    message: `lib/${folders.join(' and lib/')} stand side by side and know nothing of each other. Join them in the floor above.`,
  })),
])

const zones: Zone[] = [
  ...floorZones.filter(({ from }) => from.length > 0),
  {
    target: './lib',
    from: ['./app', './components'],
    message: 'lib knows no screen. What a screen and lib both need stands in lib.',
  },
  {
    target: './components',
    from: './app',
    message: 'app holds URLs only and is imported by nobody. Links come from lib/core/paths.ts.',
  },
  {
    target: ['./app', './components', './lib'],
    from: ['./sandbox', './scripts', './e2e', './bench'],
    message: 'The portal meets the sandbox and the tools over the wire only; it imports nothing of them.',
  },
  {
    target: './sandbox',
    from: ['./app', './components', './lib', './scripts', './e2e'],
    message:
      'The sandbox is a program of its own: it shares no code with the portal that it stands in for a cluster to.',
  },
  {
    target: './components/ui',
    from: ['./lib', './components/form', './components/panel', './components/shell'],
    message:
      'components/ui knows no domain: what it shows comes in as props. A part that knows one stands in its feature.',
  },
  {
    target: './components/form',
    from: ['./components/shell', './components/panel'],
    message: 'components/form draws fields; what frames the screen is not its business.',
  },
  {
    target: ['./components/ui', './components/form', './components/panel', './components/shell'],
    from: features.map((feature) => `./components/${feature}`),
    message: 'Shared parts import no feature. The feature hands in what it wants shown.',
  },
]

type Pattern = { group: string[]; message: string }

const server: Pattern = {
  group: ['**/*.server', 'server-only', 'node:*', '@kubernetes/*', '@azure/*', 'pino', 'next/headers', 'next/server'],
  message: 'This reaches the server. A file that does so is named *.server.ts; a pure file gets the data handed in.',
}

const browser: Pattern = {
  group: ['**/*.browser', 'react', 'react-dom', '@tanstack/*', '@fluentui/*', 'react-hook-form', 'next/*'],
  message: 'This reaches the browser. In lib only *.browser.ts does; a pure file gets the data handed in.',
}

const actions: Pattern = {
  group: ['**/actions'],
  message: 'Actions are the public door for writes: screens call them, lib does not.',
}

const domainFree: Pattern = {
  group: ['next/*', '@tanstack/react-query', 'react-hook-form', '@/lib/*'],
  message: 'components/ui knows no router, no query, no form and no domain: what it shows comes in as props.',
}

const iconBarrel = {
  name: '@fluentui/react-icons',
  message: "Import one icon from its own module: '@fluentui/react-icons/svg/<icon>'. The barrel holds all of them.",
}

const restrict = (...patterns: Pattern[]): Linter.RulesRecord => ({
  'no-restricted-imports': ['error', { paths: [iconBarrel], patterns }],
})

type Syntax = { selector: string; message: string }

const inlineStyle: Syntax = {
  selector: "JSXAttribute[name.name='style']",
  message:
    'The content policy drops style attributes that come from the server. Use a class, or set a dynamic size through a ref.',
}

const strayAction: Syntax = {
  selector: "ExpressionStatement[directive='use server']",
  message:
    "Every function of a 'use server' file is a public address. They stand in actions.ts of their domain in lib.",
}

const forbid = (...syntax: Syntax[]): Linter.RulesRecord => ({ 'no-restricted-syntax': ['error', ...syntax] })

/** Tests reach for whatever they test with; helpers of theirs are named test-*.ts. */
const tests = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.contract.ts', '**/test-*.ts']

export const architecture: Linter.Config[] = [
  {
    files: ['**/*.{ts,tsx}'],
    ignores: tests,
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
    },
  },
  { files: ['{app,components}/**/*.{ts,tsx}'], rules: { ...restrict(), ...forbid(inlineStyle, strayAction) } },
  { files: ['components/ui/**/*.{ts,tsx}'], ignores: tests, rules: restrict(domainFree) },
  // Pure: the same answer for the same input, on the server, in a browser and in a test.
  { files: ['lib/**/*.ts'], ignores: tests, rules: { ...restrict(server, browser, actions), ...forbid(strayAction) } },
  {
    files: ['lib/**/queries.ts'],
    rules: restrict(server, actions),
  },
  { files: ['lib/**/*.browser.ts'], rules: restrict(server, actions) },
  {
    files: ['lib/**/*.server.ts'],
    rules: {
      ...restrict(actions),
      ...forbid(strayAction, {
        selector: "Program > :first-child:not(ImportDeclaration[source.value='server-only'])",
        message: "A *.server.ts file starts with `import 'server-only'`, so that no browser bundle can hold it.",
      }),
    },
  },
  {
    files: ['lib/**/actions.ts'],
    rules: {
      ...restrict(),
      ...forbid({
        selector: "Program > :first-child:not(ExpressionStatement[directive='use server'])",
        message: "actions.ts is the public door for writes and starts with 'use server'.",
      }),
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['app/**', '*.config.ts', 'e2e/playwright.config.ts', 'e2e/build.ts'],
    rules: { 'import-x/no-default-export': 'error' },
  },
  // Node runs these files as they are: no aliases, and extensions in imports.
  {
    files: ['{scripts,sandbox,bench,e2e}/**/*.ts'],
    ignores: tests,
    rules: restrict({
      group: ['@/*'],
      message: 'Node runs this file directly and knows no alias. Use a relative path with its extension.',
    }),
  },
]
