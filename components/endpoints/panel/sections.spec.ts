import { describe, expect, it } from 'vitest'
import type { Field } from '@/lib/endpoints/types/define'
import { sectionsOf } from './sections'

const field = (key: string, tab: Field['tab'], section?: string): Field => ({
  key,
  label: key,
  tab,
  section,
  path: [key],
  control: { kind: 'text' },
  hint: '',
})

describe('sectionsOf', () => {
  it('gathers fields under their heading, in the order of the table', () => {
    const fields = [
      field('host', 'basic'),
      field('tls', 'advanced', 'Encryption'),
      field('qos', 'advanced', 'Messages'),
      field('ca', 'advanced', 'Encryption'),
    ]
    const shown = (tab: Field['tab']) =>
      sectionsOf(fields, tab).map(({ title, fields: list }) => [title, list.map(({ key }) => key)])
    expect(shown('basic')).toEqual([[undefined, ['host']]])
    expect(shown('advanced')).toEqual([
      ['Encryption', ['tls', 'ca']],
      ['Messages', ['qos']],
    ])
  })
})
