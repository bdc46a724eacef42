'use client'

import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { AddCircleRegular } from '@fluentui/react-icons/svg/add-circle'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { CloudArrowUpRegular } from '@fluentui/react-icons/svg/cloud-arrow-up'
import { LinkRegular } from '@fluentui/react-icons/svg/link'
import { Fragment, useId, useState, type ReactElement } from 'react'
import { FailureNotice } from '@/components/secrets/failure-notice'
import { CodeView } from '@/components/ui/code-view'
import { Notice } from '@/components/ui/notice'
import type { Deed, PlannedObject } from '@/lib/site-link/plan'
import type { Rehearsal } from './use-rehearsal'

const useStyles = makeStyles({
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  frame: {
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    overflowX: 'auto',
  },
  table: { width: '100%', borderCollapse: 'collapse', textAlign: 'left' },
  head: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
  },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
  },
  line: { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}` },
  deed: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, whiteSpace: 'nowrap' },
  icon: { display: 'inline-flex', fontSize: '16px', lineHeight: 0, color: tokens.colorNeutralForeground3 },
  kind: { whiteSpace: 'nowrap' },
  name: { fontWeight: tokens.fontWeightSemibold, minWidth: '140px' },
  says: { color: tokens.colorNeutralForeground2, minWidth: '220px' },
  yaml: { padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM}` },
})

const deeds: Record<Deed, { word: string; icon: ReactElement }> = {
  create: { word: 'Create', icon: <AddCircleRegular /> },
  add: { word: 'Add entries', icon: <AddCircleRegular /> },
  store: { word: 'Store', icon: <CloudArrowUpRegular /> },
  use: { word: 'Use as it is', icon: <LinkRegular /> },
  stands: { word: 'Stands already', icon: <CheckmarkCircleRegular /> },
}

/** The whole set before anything of it is written: what, in which order, and word for word where it is an object of the cluster. */
export function ReviewPage({ plan, rehearsal }: { plan: readonly PlannedObject[]; rehearsal: Rehearsal }) {
  const styles = useStyles()
  const objects = plan.map((object) => ({ ...object, yaml: rehearsal.yaml[object.id] ?? object.yaml }))
  return (
    <>
      <p className={styles.text}>
        This is everything that Apply writes, in this order. Each object is written once all above it stand; what fails
        is tried again from there.
      </p>
      {rehearsal.failure && (
        <FailureNotice failure={rehearsal.failure}>
          {rehearsal.failure.issues?.map(({ path, message }) => (
            <span key={`${path} ${message}`}>
              {' '}
              {path}: {message}
            </span>
          ))}
        </FailureNotice>
      )}
      {rehearsal.unchecked && <Notice intent="warning">{rehearsal.unchecked}</Notice>}
      <div className={styles.frame} tabIndex={0} role="region" aria-label="What will be written">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.head}>
                What happens
              </th>
              <th scope="col" className={styles.head}>
                Kind
              </th>
              <th scope="col" className={styles.head}>
                Name
              </th>
              <th scope="col" className={styles.head}>
                What for
              </th>
              <th scope="col" className={styles.head}>
                YAML
              </th>
            </tr>
          </thead>
          <tbody>
            {objects.map((object) => (
              <ObjectRows key={object.id} object={object} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.text}>
        {rehearsal.checked
          ? 'The API server has checked the endpoint in a dry run. Values of secrets are in none of it.'
          : 'Values of secrets are in none of it.'}
      </p>
    </>
  )
}

function ObjectRows({ object: { id, kind, name, deed, says, yaml } }: { object: PlannedObject }) {
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const region = useId()
  const { word, icon } = deeds[deed]
  return (
    <Fragment>
      <tr className={styles.line} data-object={id}>
        <td className={styles.cell}>
          <span className={styles.deed}>
            <span className={styles.icon} aria-hidden>
              {icon}
            </span>
            {word}
          </span>
        </td>
        <td className={mergeClasses(styles.cell, styles.kind)}>{kind}</td>
        <th scope="row" className={mergeClasses(styles.cell, styles.name)}>
          {name}
        </th>
        <td className={mergeClasses(styles.cell, styles.says)}>{says}</td>
        <td className={styles.cell}>
          {yaml !== undefined && (
            <Button
              size="small"
              aria-expanded={open}
              aria-controls={open ? region : undefined}
              aria-label={`${open ? 'Hide' : 'Show'} YAML of ${kind} ${name}`}
              onClick={() => setOpen(!open)}
            >
              {open ? 'Hide' : 'Show'}
            </Button>
          )}
        </td>
      </tr>
      {open && yaml !== undefined && (
        <tr>
          <td colSpan={5} id={region} className={styles.yaml}>
            <CodeView code={yaml} label={`YAML of ${kind} ${name}`} />
          </td>
        </tr>
      )}
    </Fragment>
  )
}
