import { fileURLToPath } from 'node:url'

/** Settings of the portal that say what a build holds. */
const config = {
  agentRules: false,
  turbopack: { root: fileURLToPath(new URL('../../..', import.meta.url)) },
}

export default config
