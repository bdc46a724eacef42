import { isTree } from '@/lib/core/tree'
import {
  armInstanceType,
  armProperties,
  armType,
  armVersion,
  customLocationType,
  customLocationVersion,
} from './arm-model'
import type { EndpointDraft } from './draft'

/** A file for `az deployment group create --template-file`. Instance and custom location are its parameters. */
export const toBicep = (drafts: readonly EndpointDraft[]): string => {
  const names = symbols(drafts.map(({ name }) => name))
  return [
    `@description('The Azure IoT Operations instance.')
param instanceName string

@description('The custom location of the instance.')
param customLocationName string

resource instance '${armInstanceType}@${armVersion}' existing = {
  name: instanceName
}

resource customLocation '${customLocationType}@${customLocationVersion}' existing = {
  name: customLocationName
}
`,
    ...drafts.map(
      ({ name, spec }, at) => `resource ${names[at]} '${armType}@${armVersion}' = {
  parent: instance
  name: ${quoted(name)}
  extendedLocation: {
    name: customLocation.id
    type: 'CustomLocation'
  }
  properties: ${literal(armProperties(spec), '  ')}
}
`,
    ),
  ].join('\n')
}

/** What stands in the file already. */
const taken = ['instance', 'customLocation', 'instanceName', 'customLocationName']

/** A name of its own for each resource: `plant-uplink` → `plantUplink`. */
const symbols = (names: readonly string[]): string[] => {
  const used = new Set(taken)
  return names.map((name) => {
    const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean)
    const camel = words.map((word, at) => (at === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1))).join('')
    const base = /^[A-Za-z]/.test(camel) ? camel : `endpoint${camel}`
    let symbol = base
    for (let count = 2; used.has(symbol); count += 1) symbol = `${base}_${count}`
    used.add(symbol)
    return symbol
  })
}

const literal = (value: unknown, indent: string): string => {
  const inner = `${indent}  `
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map((one) => `${inner}${literal(one, inner)}\n`).join('')}${indent}]`
  }
  if (isTree(value)) {
    const entries = Object.entries(value)
    if (entries.length === 0) return '{}'
    return `{\n${entries.map(([key, one]) => `${inner}${keyOf(key)}: ${literal(one, inner)}\n`).join('')}${indent}}`
  }
  // Bicep's own numbers are whole ("Data types in Bicep", integers): others go in as JSON.
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : `json('${String(value)}')`
  return value === true || value === false ? String(value) : 'null'
}

const keyOf = (key: string): string => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : quoted(key))

const named: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** A text of one line ("Data types in Bicep", strings): `${` would begin an interpolation. */
const quoted = (text: string): string =>
  `'${text
    .replace(/[\\'\n\r\t]/g, (character) => named[character] ?? character)
    .replaceAll('${', '\\${')
    // What cannot be seen, or would turn the reading direction, is written by its number.
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)}'`
