'use client'

import {
  createDOMRenderer,
  FluentProvider,
  makeStyles,
  RendererProvider,
  renderToStyleElements,
} from '@fluentui/react-components'
import { useServerInsertedHTML } from 'next/navigation'
import { useState } from 'react'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  // Every portal gets this class too: a height here would lay an invisible sheet over the page that takes all clicks.
  root: { backgroundColor: 'transparent' },
})

/** The tokens come from themes.css, chosen by an attribute of the root element; Fluent's own theme stays empty. */
const noTheme = {}

/**
 * Collects the styles of one page. Each flush hands out the rules that came up since the one before: sent twice, a rule
 * could override one that the browser inserted later.
 */
function collectStyles(nonce: string | undefined) {
  const renderer = createDOMRenderer(undefined, nonce === undefined ? {} : { styleElementAttributes: { nonce } })
  const flush = () => {
    const elements = renderToStyleElements(renderer)
    renderer.stylesheets = {}
    return <>{elements}</>
  }
  return { renderer, flush }
}

/** Fluent UI with its styles in the server's HTML, under the page's nonce. */
export function FluentRoot({ nonce, children }: { nonce?: string; children: ReactNode }) {
  const [{ renderer, flush }] = useState(() => collectStyles(nonce))
  useServerInsertedHTML(flush)
  return (
    <RendererProvider renderer={renderer}>
      <Root>{children}</Root>
    </RendererProvider>
  )
}

function Root({ children }: { children: ReactNode }) {
  const styles = useStyles()
  return (
    <FluentProvider theme={noTheme} className={styles.root}>
      {children}
    </FluentProvider>
  )
}
