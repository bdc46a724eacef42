import type { Field, FieldTab } from '@/lib/endpoints/types/define'

export type Section = { title: string | undefined; fields: readonly Field[] }

/** The fields of a tab under their headings, in the order in which each heading first appears in the table. */
export function sectionsOf(fields: readonly Field[], tab: FieldTab): Section[] {
  const sections = new Map<string | undefined, Field[]>()
  for (const field of fields.filter((one) => one.tab === tab)) {
    const section = sections.get(field.section)
    if (section) section.push(field)
    else sections.set(field.section, [field])
  }
  return [...sections].map(([title, list]) => ({ title, fields: list }))
}
