import { longListFigure } from '../long-list.ts'
import { bridgeCells } from '../yardsticks/cells.ts'

export const overview = longListFigure({
  figure: 'overview',
  title: 'The Runtime overview of 10,000 bridges',
  path: '',
  region: 'Bridges',
  plural: 'dataflows',
  cells: bridgeCells,
  rowHeight: 56,
  plant: { dataflows: 10_000, states: true },
})
