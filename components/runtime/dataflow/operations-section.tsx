'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { stringify } from 'yaml'
import { CodeView } from '@/components/ui/code-view'
import { paths } from '@/lib/core/paths'
import { operationsOf, type OperationSide, type Transformation } from '@/lib/dataflows/operations'

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  operation: {
    display: 'grid',
    gridTemplateColumns: '140px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalMNudge} ${tokens.spacingHorizontalL}`,
    ':not(:first-child)': { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}` },
    '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  kind: { color: tokens.colorNeutralForeground2 },
  what: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, overflowWrap: 'anywhere' },
  steps: { margin: 0, paddingLeft: '20px' },
  quiet: { color: tokens.colorNeutralForeground2 },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'underline',
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
})

/** What the dataflow does, from its source over what it changes to its destination. */
export function OperationsList({ spec, instanceId }: { spec: unknown; instanceId: string }) {
  const styles = useStyles()
  const { source, transformation, destination } = operationsOf(spec)
  return (
    <ol className={styles.list}>
      <Operation kind="Source">
        {source ? <Side side={source} verb="Reads" join="from" instanceId={instanceId} /> : 'None named.'}
      </Operation>
      <Operation kind="Transformation">
        {transformation ? <Between transformation={transformation} /> : 'None: messages pass as they are.'}
      </Operation>
      <Operation kind="Destination">
        {destination ? <Side side={destination} verb="Writes" join="to" instanceId={instanceId} /> : 'None named.'}
      </Operation>
    </ol>
  )
}

function Operation({ kind, children }: { kind: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <li className={styles.operation}>
      <span className={styles.kind}>{kind}</span>
      <div className={styles.what}>{children}</div>
    </li>
  )
}

function Side({
  side: { endpoint, topics, asset, schema, format },
  verb,
  join,
  instanceId,
}: {
  side: OperationSide
  verb: string
  join: string
  instanceId: string
}) {
  const styles = useStyles()
  return (
    <>
      <span>
        {verb} {join}{' '}
        {endpoint ? (
          <Link href={paths.endpoint(instanceId, endpoint)} className={styles.link} prefetch={false}>
            {endpoint}
          </Link>
        ) : (
          <span className={styles.quiet}>no endpoint</span>
        )}
        {topics.length > 0 && ': '}
        {topics.map((topic, at) => (
          <span key={topic}>
            {at > 0 && ', '}
            <code className={styles.code}>{topic}</code>
          </span>
        ))}
      </span>
      {asset && <span>Asset {asset}</span>}
      <Shape schema={schema} format={format} />
    </>
  )
}

/** What happens to messages between both sides, in words; what has none stands as YAML. */
export function Between({ transformation: { steps, schema, format, rest } }: { transformation: Transformation }) {
  const styles = useStyles()
  return (
    <>
      {steps.length > 0 && (
        <ul className={styles.steps}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      )}
      <Shape schema={schema} format={format} />
      {rest && <CodeView code={stringify(rest, { lineWidth: 0 })} label="The rest of the transformation as YAML" />}
      {steps.length === 0 && !schema && !format && !rest && 'Changes nothing.'}
    </>
  )
}

function Shape({ schema, format }: { schema?: string; format?: string }) {
  const styles = useStyles()
  if (!schema && !format) return null
  return (
    <span className={styles.quiet}>
      {format && `As ${format}`}
      {format && schema && ', '}
      {schema && (
        <>
          {format ? 'schema' : 'Schema'} <code className={styles.code}>{schema}</code>
        </>
      )}
    </span>
  )
}
