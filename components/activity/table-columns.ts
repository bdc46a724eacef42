type Column = {
  id: 'when' | 'who' | 'what' | 'object' | 'result' | 'operation'
  label: string
  /** Its track in the grid of a row. */
  width: string
  /** Width of the table, in pixels, from which it has room; always there when absent. */
  from?: number
}

export type ColumnId = Column['id']

/** The columns in their order. Where room is scarce those go first that the sentence says too. */
export const columns: readonly Column[] = [
  { id: 'when', label: 'Time', width: '152px' },
  { id: 'who', label: 'Who', width: 'minmax(0, 1fr)', from: 480 },
  { id: 'what', label: 'What', width: 'minmax(0, 2fr)' },
  { id: 'object', label: 'Object', width: 'minmax(0, 1.1fr)', from: 860 },
  { id: 'result', label: 'Result', width: '132px', from: 620 },
  { id: 'operation', label: 'Operation', width: '164px', from: 1080 },
]

/** The widths at which columns come or go, ascending. */
export const steps: readonly number[] = [...new Set(columns.flatMap(({ from }) => from ?? []))].sort((a, b) => a - b)

/** The grid's columns of a table so wide. */
export const tracksAt = (width: number): string =>
  columns
    .filter(({ from = 0 }) => from <= width)
    .map((column) => column.width)
    .join(' ')
