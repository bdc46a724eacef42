import { toArm } from './arm-json'
import { toCli } from './azure-cli'
import { toBicep } from './bicep'
import type { EndpointDraft } from './draft'
import { toYaml } from './kubernetes-yaml'

export type DialectId = 'yaml' | 'bicep' | 'arm' | 'cli'

/** A language that an endpoint can be written in, beside the form. */
export type Dialect = {
  id: DialectId
  label: string
  /** Of a file that holds it. */
  extension: string
  write: (drafts: readonly EndpointDraft[]) => string
  /** Does it go to Azure? Azure knows neither labels nor annotations of an endpoint. */
  toAzure: boolean
}

export const dialects: readonly Dialect[] = [
  { id: 'yaml', label: 'YAML', extension: 'yaml', write: toYaml, toAzure: false },
  { id: 'bicep', label: 'Bicep', extension: 'bicep', write: toBicep, toAzure: true },
  { id: 'arm', label: 'ARM JSON', extension: 'json', write: toArm, toAzure: true },
  { id: 'cli', label: 'Azure CLI', extension: 'sh', write: toCli, toAzure: true },
]

export const dialectOf = (id: DialectId): Dialect => {
  const found = dialects.find((dialect) => dialect.id === id)
  if (!found) throw new RangeError(`No dialect has the id ${id}`)
  return found
}
