'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import type { EndpointState } from '@/lib/runtime/endpoint-states'
import { StateMark } from '../state-mark'
import { Moment } from '../times'

const useStyles = makeStyles({
  line: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
  },
})

/** The state of an endpoint with since when, for the head of its page. */
export function EndpointStateLine({ state: { state, since } }: { state: EndpointState }) {
  const styles = useStyles()
  return (
    <span className={styles.line} data-header-state={state}>
      <StateMark state={state} strong />
      {since !== undefined && (
        <span>
          since <Moment at={since} />
        </span>
      )}
    </span>
  )
}
