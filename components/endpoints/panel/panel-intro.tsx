'use client'

import { Link, makeStyles, tokens } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { late } from '@/components/ui/late'
import type { EndpointType } from '@/lib/endpoints/types/define'

const HelpDialog = dynamic(
  late(() => import('./help-dialog').then((module) => module.HelpDialog)),
  { ssr: false },
)

const useStyles = makeStyles({
  text: { margin: `${tokens.spacingVerticalXS} 0 0`, color: tokens.colorNeutralForeground2 },
})

/** One sentence on what the type is for, and the way to its help. */
export function PanelIntro({ type }: { type: EndpointType }) {
  const styles = useStyles()
  const [helping, setHelping] = useState(false)
  return (
    <>
      <p className={styles.text}>
        {type.sentence}{' '}
        <Link as="button" inline type="button" onClick={() => setHelping(true)}>
          Learn more
        </Link>
      </p>
      {helping && <HelpDialog type={type} onClose={() => setHelping(false)} />}
    </>
  )
}
