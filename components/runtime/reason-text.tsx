'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import type { Reason } from '@/lib/runtime/state'

const useStyles = makeStyles({
  code: {
    color: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase100,
    overflowWrap: 'anywhere',
  },
})

/** Why, in plain words, and beside it the code as the cluster reports it. What the cluster said rests behind it. */
export function ReasonText({ reason }: { reason: Reason }) {
  const styles = useStyles()
  const { code, text, message } = reason
  return (
    <span title={message}>
      {text}
      {code !== undefined && code !== text && (
        <>
          {' '}
          <code className={styles.code}>{code}</code>
        </>
      )}
    </span>
  )
}
