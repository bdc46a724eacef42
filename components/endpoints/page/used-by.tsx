'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { graphTitle } from '@/lib/dataflows/graph-title'
import type { EndpointUse } from '@/lib/dataflows/usage'
import { Section } from '@/components/ui/section'

const useStyles = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  head: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`, textAlign: 'left' },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
  },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
})

const heads = ['Dataflow', 'Side', 'Other side', 'Profile', 'Mode']

/** The dataflows on one side of which the endpoint stands. */
export function UsedBy({ uses }: { uses: readonly EndpointUse[] }) {
  const styles = useStyles()
  return (
    <Section id="used-by" title="Used by">
      {uses.length === 0 ? (
        <p className={styles.text}>No dataflow uses this endpoint.</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col" className={styles.head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {uses.map(({ dataflow, side, otherEndpoint, profile, mode, graph }) => (
              <tr key={`${dataflow} ${side} ${graph ?? false}`}>
                <th scope="row" className={styles.cell}>
                  {graph ? graphTitle(dataflow) : dataflow}
                </th>
                <td className={styles.cell}>{side === 'source' ? 'Source' : 'Destination'}</td>
                <td className={styles.cell}>{otherEndpoint ?? '–'}</td>
                <td className={styles.cell}>{profile}</td>
                <td className={styles.cell}>{mode}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
