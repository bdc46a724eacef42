/** How the portal looks. `system` follows the operating system; Windows contrast themes win over all of them. */
export const themes = ['system', 'light', 'dark', 'high-contrast'] as const

export type ThemeName = (typeof themes)[number]

export const themeLabels: Record<ThemeName, string> = {
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  'high-contrast': 'High contrast',
}

/** A cookie and not browser storage, so that the server renders the right theme and nothing flashes. */
export const themeCookie = 'sluice-theme'

export const parseTheme = (text: string | undefined): ThemeName => themes.find((theme) => theme === text) ?? 'system'

/** The cookie of the left navigation: `closed` or absent. */
export const navigationCookie = 'sluice-navigation'
