import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from '../scripts/build.ts'
import { root } from '../scripts/root.ts'
import { apply } from './figures/apply.ts'
import { bytes } from './figures/bytes.ts'
import { connection } from './figures/connection.ts'
import { glass } from './figures/glass.ts'
import { list } from './figures/list.ts'
import { overview } from './figures/overview.ts'
import { picture } from './figures/picture.ts'
import { start } from './figures/start.ts'
import { viewersFigure } from './figures/viewers.ts'
import { machine } from './machine.ts'
import { tableText } from './print.ts'

/**
 * `npm run bench [-- <name> …]`: measures the figures that we claim, each beside a yardstick in the same run, and prints them.
 * Nothing passes or fails here: a number is a fact to look at, see README.md.
 */
const figures = [bytes, start, list, overview, picture, apply, connection, glass, viewersFigure]

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !figures.some((figure) => figure.name === name))
if (unknown.length > 0) {
  console.error(`There is no figure ${unknown.join(', ')}. There are:`)
  for (const { name, about } of figures) console.error(`  ${name.padEnd(10)} ${about}`)
  process.exit(2)
}

// The build of the tests: a portal that is running is not disturbed. Plants inherit the folder.
process.env.SLUICE_DIST ||= '.next/test'
if (!ensureBuild(process.env.SLUICE_DIST))
  throw new Error('The portal could not be built, so there is nothing to measure.')

const results = join(root, 'bench', 'results')
mkdirSync(results, { recursive: true })

const before = machine()
console.log(`${before.processor}, ${before.cores} cores, ${before.memoryGB} GB, ${before.system}, Node ${before.node}`)
console.log(`Load before the start: ${before.load}. Three numbers are p50 · p95 · worst.`)

for (const { name, measure } of figures.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const started = performance.now()
  const tables = await measure()
  const seconds = Math.round((performance.now() - started) / 1000)
  for (const table of tables) console.log(`\n${tableText(table)}`)
  console.log(`\n(${name}: measured in ${seconds} s, load ${machine().load})`)
  const record = { figure: name, at: new Date().toISOString(), machine: machine(), seconds, tables }
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify(record, null, 2)}\n`)
}
