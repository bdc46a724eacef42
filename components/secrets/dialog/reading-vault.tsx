'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { Notice } from '@/components/ui/notice'
import { Shimmer } from '@/components/ui/shimmer'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    // As high as the table that comes, so that nothing jumps.
    height: '300px',
    overflow: 'hidden',
  },
})

const lines = ['long', 'medium', 'long', 'full', 'medium', 'long'] as const

/** After this long somebody wonders whether anything happens at all. */
const longMs = 3_000

/** What stands where the vault's secrets will be. When it takes long it says so, and what is being tried. */
export function ReadingVault({ vault }: { vault: string }) {
  const styles = useStyles()
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={styles.root}>
      <div role="status">
        {long && (
          <Notice intent="info" title={`The vault “${vault}” takes long to answer.`}>
            The portal is asking it for its list of secrets. When nothing comes for ten seconds it gives up and says
            why; a new value can be given under “Create new” meanwhile.
          </Notice>
        )}
      </div>
      {lines.map((size, at) => (
        <Shimmer key={at} size={size} />
      ))}
    </div>
  )
}
