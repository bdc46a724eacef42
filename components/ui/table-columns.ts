import type { GriffelStyle } from '@fluentui/react-components'
import { rowStyle } from './long-table'

/** A column of a long table that comes and goes with the room there is. */
export type TableColumn<Id extends string> = {
  id: Id
  label: string
  /** Its track in the grid of a row. */
  width: string
  /** Its track where the table is narrower than any step, when it differs. */
  narrowWidth?: string
  /** Width of the table, in pixels, from which it has room; always there when absent. */
  from?: number
}

/**
 * How the columns of a table share its room, as styles for its classes: `columns` in their order, and the tracks of what
 * stands behind the last of them and before the first. They go by the table's own width and not the window's, since the navigation beside it
 * opens and closes: the table stands in an element with the `container` style.
 */
export const columnStyles = <Id extends string>(
  name: string,
  columns: readonly TableColumn<Id>[],
  last = '',
  first = '',
) => {
  const steps = [...new Set(columns.flatMap(({ from }) => from ?? []))].sort((a, b) => a - b)
  const narrower = (width: number) => `@container ${name} (max-width: ${width - 0.02}px)`
  const tracksAt = (room: number) =>
    [
      first,
      ...columns
        .filter(({ from = 0 }) => from <= room)
        .map(({ width, narrowWidth = width }) => (room === 0 ? narrowWidth : width)),
      last,
    ]
      .filter(Boolean)
      .join(' ')
  // From one step up to the next: which of two rules that both hold comes last is not ours to say.
  const range = (step: number, next: number | undefined) =>
    `@container ${name} (min-width: ${step}px)${next === undefined ? '' : ` and (max-width: ${next - 0.02}px)`}`

  return {
    container: {
      containerType: 'inline-size',
      containerName: name,
      display: 'flex',
      flexDirection: 'column',
      flexGrow: 1,
      minHeight: 0,
    } satisfies GriffelStyle,

    /** A row so high, in pixels. */
    row: (height: number): GriffelStyle => ({
      ...rowStyle(height, tracksAt(0)),
      ...Object.fromEntries(
        steps.map((step, at) => [range(step, steps[at + 1]), { gridTemplateColumns: tracksAt(step) }]),
      ),
    }),

    /** By column, for its cells and its head: not there while there is no room. */
    leaves: Object.fromEntries(
      columns.map(({ id, from }) => [id, from === undefined ? {} : { [narrower(from)]: { display: 'none' } }]),
    ) as Record<Id, GriffelStyle>,

    /** For what says in short, in another cell, what a column says once it is there. */
    insteadOf: (id: Id): GriffelStyle => ({
      [`@container ${name} (min-width: ${columns.find((column) => column.id === id)?.from ?? 0}px)`]: {
        display: 'none',
      },
    }),
  }
}
