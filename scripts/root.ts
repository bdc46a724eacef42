import { fileURLToPath } from 'node:url'

/** The repository's root: where every program of the project runs. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')
