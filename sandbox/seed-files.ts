import { readdirSync, readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import { isRecord, record, timestamp, type KubeObject } from './cluster/types.ts'
import type { Pki } from './cluster/pki.ts'

/** What `sandbox/crds` and `sandbox/seed` hold, as objects. */

const CRDS = new URL('crds/', import.meta.url)
const SEED = new URL('seed/', import.meta.url)

/** The definitions of the custom resources. */
export const seededDefinitions = (): KubeObject[] => documents(CRDS)

/** The objects of the plant, in an order in which they can be made. */
export function seededObjects(pki: Pki): KubeObject[] {
  const certificates = { 'ca:aio': pki.ca('aio'), 'ca:partner': pki.ca('partner') }
  return documents(SEED).map((document) => substituted(document, certificates) as KubeObject)
}

function documents(folder: URL): KubeObject[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(new URL(file, folder), 'utf8')))
    .map((document) => {
      const [problem] = 'errors' in document ? document.errors : []
      if (problem) throw problem
      return document.toJS() as KubeObject | null
    })
    .filter((object) => object !== null)
}

/** Certificates that the seed files name as `{{…}}`. */
type Substitutes = Record<string, string>

const UNITS = { s: 1, m: 60, h: 3600, d: 86_400 } as const

/** Replaces `{{name}}` and `{{ago 5m}}` in every text of the object. */
function substituted(value: unknown, known: Substitutes): unknown {
  if (typeof value === 'string') return value.replace(/\{\{([^}]+)\}\}/g, (_, name: string) => substitute(name, known))
  if (Array.isArray(value)) return value.map((item) => substituted(item, known))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(record(value)).map(([field, child]) => [field, substituted(child, known)]))
}

function substitute(name: string, known: Substitutes): string {
  const ago = /^ago (\d+)([smhd])$/.exec(name)
  if (ago) {
    const seconds = Number(ago[1]) * UNITS[ago[2] as keyof typeof UNITS]
    return timestamp(new Date(Date.now() - seconds * 1000))
  }
  const found = known[name]
  if (found === undefined) throw new Error(`the seed names {{${name}}}, which nobody provides`)
  return found
}
