'use client'

import { DarkThemeRegular } from '@fluentui/react-icons/svg/dark-theme'
import { useState } from 'react'
import { MenuButton } from './menu-button'
import { rememberChoice } from './preference.browser'
import { parseTheme, themeCookie, themeLabels, themes } from './theme'
import type { ThemeName } from './theme'

const choices = themes.map((theme) => ({ value: theme, label: themeLabels[theme] }))

export function ThemeButton({ initial }: { initial: ThemeName }) {
  const [theme, setTheme] = useState(initial)
  return (
    <MenuButton
      label="Theme"
      aria-label={`Theme: ${themeLabels[theme]}`}
      icon={<DarkThemeRegular />}
      choices={choices}
      value={theme}
      onChoose={(value) => {
        const chosen = parseTheme(value)
        document.documentElement.dataset.theme = chosen
        rememberChoice(themeCookie, chosen)
        setTheme(chosen)
      }}
    />
  )
}
