import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import type { Theme } from '@fluentui/react-components'
import { format } from 'prettier'

/**
 * Writes Fluent's design tokens as one stylesheet: `npx node scripts/themes.ts`.
 *
 * The server does not know whether a system is dark, and a theme that arrives with the scripts flashes. So light and
 * dark stand in every token as `light-dark()` and the browser picks before it paints; a chosen theme only sets
 * `color-scheme`. It also keeps three theme objects out of the first load.
 */
export async function themesStylesheet(): Promise<string> {
  const tokens = Object.keys(webLightTheme) as (keyof Theme)[]
  const both = tokens.map((token) => `--${token}: ${lightDark(webLightTheme[token], webDarkTheme[token])};`)
  const highContrast = tokens
    .filter((token) => isColour(token) && teamsHighContrastTheme[token] !== webDarkTheme[token])
    .map((token) => `--${token}: ${teamsHighContrastTheme[token]};`)
  const css = `
    /* Written by scripts/themes.ts from the themes of @fluentui/react-components. */
    :root { color-scheme: light dark; ${both.join('\n')} }
    :root[data-theme='light'] { color-scheme: light; }
    :root[data-theme='dark'] { color-scheme: dark; }
    :root[data-theme='high-contrast'] { color-scheme: dark; ${highContrast.join('\n')} }`
  return format(css, { parser: 'css', printWidth: 120, singleQuote: true })
}

/** High contrast changes colours alone: Teams' theme would bring its own fonts too. */
const isColour = (token: string) => /^(color|shadow)/.test(token)

type Value = Theme[keyof Theme]

const colour = /rgba?\([^)]*\)|#[0-9a-f]{3,8}|transparent/gi

/** `light-dark()` stands for a colour, not for a whole shadow, so the colours inside a value are paired one by one. */
function lightDark(light: Value, dark: Value): string {
  if (light === dark) return String(light)
  const darks = [...String(dark).matchAll(colour)].map(([match]) => match)
  let next = 0
  return String(light).replace(colour, (match) => {
    const other = darks[next++]
    return other === undefined || other === match ? match : `light-dark(${match}, ${other})`
  })
}

export const themesFile = fileURLToPath(new URL('../components/shell/themes.css', import.meta.url))

if (import.meta.main) writeFileSync(themesFile, await themesStylesheet())
