'use client'

import { memo } from 'react'
import type { FieldChange } from '@/lib/access/call'
import { CopyOperation } from './copy-operation'
import { columns } from './table-columns'
import type { TableClasses } from './table-styles'

type Props = { classes: TableClasses; rowIndex: number }

/** One field below the row that it belongs to: from what to what. */
export const ChangeLine = memo(function ChangeLine({ change, classes, rowIndex }: Props & { change: FieldChange }) {
  const { field, label = field, before, after } = change
  const values = valuesText(change)
  return (
    <tr role="row" className={classes.detail} aria-rowindex={rowIndex}>
      <td role="cell" className={classes.fieldCell} colSpan={columns.length}>
        <span className={classes.line} title={field}>
          {label}
        </span>
        <span className={classes.values} title={values}>
          {before === undefined && after === undefined ? (
            <span className={classes.quiet}>{values}</span>
          ) : (
            <>
              <span className={before === undefined ? classes.quiet : classes.line}>{before ?? 'not set'}</span>
              <span aria-label="became">→</span>
              <span className={after === undefined ? classes.quiet : classes.line}>{after ?? 'not set'}</span>
            </>
          )}
        </span>
      </td>
    </tr>
  )
})

/** What else is known of a row. */
export const NoteLine = memo(function NoteLine({ text, classes, rowIndex }: Props & { text: string }) {
  return (
    <tr role="row" className={classes.detail} aria-rowindex={rowIndex}>
      <td role="cell" className={classes.noteCell} colSpan={columns.length} title={text}>
        <span className={classes.second}>{text}</span>
      </td>
    </tr>
  )
})

/** By what the log is searched, for whoever has no room for the column of it. */
export const OperationLine = memo(function OperationLine({
  operationId,
  classes,
  rowIndex,
}: Props & { operationId: string }) {
  return (
    <tr role="row" className={classes.detail} aria-rowindex={rowIndex}>
      <td role="cell" className={classes.operationCell} colSpan={columns.length}>
        <span className={classes.second}>
          Operation <span className={classes.code}>{operationId}</span>
        </span>
        <CopyOperation operationId={operationId} className={classes.button} />
      </td>
    </tr>
  )
})

const valuesText = ({ before, after }: FieldChange): string =>
  before === undefined && after === undefined ? 'values are not told' : `${before ?? 'not set'} → ${after ?? 'not set'}`
