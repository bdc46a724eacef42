type Use = { dataflow: string; side: 'source' | 'destination' }

/** Dataflow names in the fewest words a cell can hold: one by name, more by number. */
export function usedByText(uses: readonly Use[]): string {
  const dataflows = [...new Set(uses.map(({ dataflow }) => dataflow))]
  const [first] = dataflows
  if (first === undefined) return 'Not used'
  return dataflows.length === 1 ? first : `${dataflows.length.toLocaleString('en')} dataflows`
}

/** All uses with their sides, for whoever rests on the cell. */
export const usedByTitle = (uses: readonly Use[]): string | undefined =>
  uses.length === 0 ? undefined : uses.map(({ dataflow, side }) => `${dataflow} (${side})`).join(', ')
