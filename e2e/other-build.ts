import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../scripts/root.ts'

/**
 * A second build without the minutes of building one: a copy of the first in which the build has another name and every
 * server action another id, as after a change of the source. Its scripts have the same names, so it does not show what
 * becomes of a page whose scripts are no longer served. Answers its folder for `SLUICE_DIST`.
 */
export async function otherBuild(): Promise<string> {
  const dist = process.env.SLUICE_DIST ?? '.next/test'
  const copy = `${dist}-other-build`
  await rm(join(root, copy), { recursive: true, force: true })
  await cp(join(root, dist), join(root, copy), { recursive: true, filter: (file) => !/[\\/]cache([\\/]|$)/.test(file) })
  const swaps = [...(await actionIds(copy)), await buildName(copy)].map((text) => [text, turned(text)] as const)
  for (const file of await readdir(join(root, copy), { recursive: true })) {
    if (!/\.(js|json|html|rsc)$/.test(file)) continue
    const path = join(root, copy, file)
    const before = await readFile(path, 'utf8')
    const after = swaps.reduce((text, [from, to]) => text.replaceAll(from, to), before)
    if (after !== before) await writeFile(path, after)
  }
  return copy
}

/** As long as it was, and another one. */
const turned = (text: string): string => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0')

async function actionIds(dist: string): Promise<string[]> {
  const manifest: unknown = JSON.parse(
    await readFile(join(root, dist, 'server/server-reference-manifest.json'), 'utf8'),
  )
  const { node } = manifest as { node: Record<string, unknown> }
  const ids = Object.keys(node)
  if (ids.length === 0) throw new Error('the build has no server actions')
  return ids
}

async function buildName(dist: string): Promise<string> {
  const { config } = JSON.parse(await readFile(join(root, dist, 'required-server-files.json'), 'utf8')) as {
    config: { env: { SLUICE_BUILD?: string } }
  }
  if (!config.env.SLUICE_BUILD) throw new Error('the build has no name')
  return config.env.SLUICE_BUILD
}
