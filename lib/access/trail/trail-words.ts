import { named } from '@/lib/core/named'
import { resourceKind } from '@/lib/kubernetes/resources'
import type { FieldChange } from '@/lib/access/call'
import { type Deed, type DeedName, deedOf } from './deeds'
import type { Standing } from './trail-results'

export type Told = {
  deed: DeedName
  /** What it was done to, when that is known. */
  object?: string
  /** The fields, as people call them. */
  fields: readonly string[]
  standing: Standing
}

/** What was done, in a sentence without its full stop: *Changed Host and Keep alive of partner-hq*. */
export const deedText = ({ deed: name, object, fields, standing }: Told): string => {
  const deed = deedOf(name)
  const what = [fieldsText(deed, fields), object ?? thing(deed)].filter(Boolean).join(' ')
  switch (standing) {
    case 'done':
      return `${deed.past} ${what}`
    case 'refused':
    case 'failed':
      return `Tried to ${deed.infinitive} ${what}`
    case 'under-way':
    case 'unknown':
      return `Set out to ${deed.infinitive} ${what}`
  }
}

const fieldsText = ({ joins }: Deed, fields: readonly string[]): string =>
  joins !== undefined && fields.length > 0 ? `${named(fields)} ${joins}` : ''

/** The kind of what a deed is done to, as Kubernetes writes it. */
export const kindOf = ({ to }: Deed): string => (to === 'vault' ? 'KeyVault' : resourceKind(to).kind)

const thing = (deed: Deed): string => (deed.to === 'vault' ? 'a vault' : `a ${kindOf(deed)}`)

/** The fields of an operation, as people call them where that is known. */
export const fieldsOf = ({
  changes,
  changed,
}: {
  changes: readonly FieldChange[]
  changed: readonly string[]
}): string[] => (changes.length > 0 ? changes.map(({ field, label = field }) => label) : [...changed])
