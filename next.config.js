import { mkdirSync, writeFileSync } from 'node:fs'
import { everywhere } from './lib/access/door/response-headers.ts'

const distDir = process.env.SLUICE_DIST || '.next'

/** Names this build: pages say which one they are of, and the server which one it serves. Workers of a build inherit it. */
const build = (process.env.SLUICE_BUILD ||= Date.now().toString(36))

/**
 * A build into a folder of its own must not disturb a running one, nor the sources: Next writes the folder's name into
 * the TypeScript configuration it is given, so it gets a copy.
 */
function tsconfigPath() {
  if (distDir === '.next') return 'tsconfig.json'
  const folder = 'node_modules/.cache/sluice'
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ extends: '../../../tsconfig.json' }))
  return `${folder}/tsconfig.json`
}

/** @type {import('next').NextConfig} */
const config = {
  distDir,
  // `next start` and a standalone build do not go together, so only the image asks for one.
  ...(process.env.SLUICE_OUTPUT === 'standalone' && { output: 'standalone' }),
  env: { SLUICE_BUILD: build },
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  devIndicators: false,
  // Next's development server would write files of its own into the repository.
  agentRules: false,
  // Types are a step of their own (`npm run types`); nobody waits for them at a start.
  typescript: { ignoreBuildErrors: true, tsconfigPath: tsconfigPath() },
  // The front door sets these on everything; here they stand for what is answered before it opens.
  headers: async () => [
    { source: '/:path*', headers: Object.entries(everywhere).map(([key, value]) => ({ key, value })) },
  ],
  // Some browsers ask for it whatever the page says.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  experimental: {
    // A certificate chain fits; anything larger is refused before it is parsed.
    serverActions: { bodySizeLimit: '256kb' },
  },
}

export default config
