import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { environment } from '../lib/core/settings.ts'
import { type Meaning, settingSections } from './setting-meanings.ts'

/**
 * Writes the tables of `docs/settings.md` and the ConfigMap of `deploy/`: `npx node scripts/settings.ts`. Names and defaults
 * come from the schema that the environment is parsed with, and a test fails until both files say the same.
 */

export type Setting = Meaning & { name: string; usual: string | undefined }

type Name = keyof typeof environment.shape

const shape = environment.shape

/** What holds when the variable is not set; nothing for a setting that is optional. */
const usualOf = (name: Name): string | undefined => {
  const parsed = shape[name].safeParse(undefined)
  return parsed.success && parsed.data !== undefined ? String(parsed.data) : undefined
}

const isName = (name: string): name is Name => Object.hasOwn(shape, name)

/** All settings by section, in the order of the reference. */
export const sections = (): [string, Setting[]][] =>
  Object.entries<Partial<Record<string, Meaning>>>(settingSections).map(([title, told]) => [
    title,
    Object.entries(told).flatMap(([name, meaning]) =>
      meaning && isName(name) ? [{ name, usual: usualOf(name), ...meaning }] : [],
    ),
  ])

const written = 'Written by scripts/settings.ts'

const cell = (text: string) => text.replaceAll('|', '\\|')

const table = (settings: Setting[]) =>
  [
    '| Setting | Meaning | Default |\n| --- | --- | --- |\n',
    ...settings.map(
      ({ name, meaning, usual }) => `| \`${name}\` | ${cell(meaning)} | ${usual ? `\`${cell(usual)}\`` : ''} |\n`,
    ),
  ].join('')

/** The page with its written part as it has to be. What people wrote around it stays. */
export async function settingsPage(page: string): Promise<string> {
  const [before, , after] = page.split(new RegExp(`<!-- (?:${written}|End of what is written) -->`))
  if (before === undefined || after === undefined) throw new Error(`${settingsFile} lacks its two marks`)
  const text = [
    before,
    `<!-- ${written} -->\n\n`,
    ...sections().map(([title, settings]) => `## ${title}\n\n${table(settings)}\n`),
    '<!-- End of what is written -->',
    after,
  ].join('')
  return format(text, { ...(await resolveConfig(settingsFile)), parser: 'markdown' })
}

/** The ConfigMap: every setting that is no secret. What is set to nothing is as good as not set. */
export const settingsMap = (): Promise<string> => {
  const lines = sections().flatMap(([title, settings]) => [
    `  # ${title.replace(/ \(.*/, '')}`,
    ...settings
      .filter(({ place }) => place === 'config')
      .map(({ name, usual, inCluster }) => `  ${name}: '${(inCluster ?? usual ?? '').replaceAll("'", "''")}'`),
  ])
  const text = [
    `# ${written}. What each means: docs/settings.md. Change them in an overlay, as in sites/example.`,
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: sluice-settings, namespace: sluice }\ndata:',
    ...lines,
    '',
  ].join('\n')
  return format(text, { parser: 'yaml', printWidth: 120, singleQuote: true })
}

export const settingsFile = fileURLToPath(new URL('../docs/settings.md', import.meta.url))
export const mapFile = fileURLToPath(new URL('../deploy/base/settings.yaml', import.meta.url))

if (import.meta.main) {
  writeFileSync(settingsFile, await settingsPage(readFileSync(settingsFile, 'utf8')))
  writeFileSync(mapFile, await settingsMap())
}
