import type { Amount, Line, Table, Unit } from './figure.ts'

const columns = ['', 'Sluice', 'Yardstick', 'Goal'] as const

/** A table as text, its columns aligned, for a terminal and for the README. */
export function tableText({ title, yardstick, lines }: Table): string {
  const rows = [columns, ...lines.map(cells)]
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const text = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const [head = '', ...rest] = text
  return [
    title,
    `Yardstick: ${yardstick}`,
    head,
    '─'.repeat(Math.max(...text.map(({ length }) => length))),
    ...rest,
  ].join('\n')
}

const cells = ({ measure, unit, ours, yardstick, goal }: Line): string[] => [
  measure,
  amountText(ours, unit),
  amountText(yardstick, unit),
  goal ?? '',
]

/** `12.3 ms`, or of several tries the middle, the 95th percentile and the worst. */
export function amountText(amount: Amount | undefined, unit: Unit): string {
  if (amount === undefined) return ''
  const suffix = unit === 'count' ? '' : ` ${unit}`
  if (typeof amount === 'number') return `${number(amount)}${suffix}`
  const { p50, p95, max } = amount
  return `${number(p50)} · ${number(p95)} · ${number(max)}${suffix}`
}

const number = (value: number): string =>
  Math.abs(value) >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en') : value.toFixed(1)
