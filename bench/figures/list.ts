import { longListFigure } from '../long-list.ts'
import { endpointCells } from '../yardsticks/cells.ts'

export const list = longListFigure({
  figure: 'list',
  title: 'The list of 10,000 endpoints',
  path: '/endpoints',
  region: 'Dataflow endpoints',
  plural: 'dataflowendpoints',
  cells: endpointCells,
  rowHeight: 36,
})
