import { inForce, visibleFields } from './form-values'
import type { EndpointValues } from './resource-types'
import type { EndpointType, Field, FieldTab } from './types/define'

/** One setting, read-only: what is in force and where it comes from. */
export type Setting = {
  key: string
  label: string
  tab: FieldTab
  section?: string
  /** As people read it; *Not set* when nothing is in force. */
  value: string
  source: 'set' | 'default' | 'not-set'
  differs: boolean
}

/** Every setting in force of an endpoint, in the order of its form. */
export const settingsSummary = (type: EndpointType, values: EndpointValues): Setting[] =>
  visibleFields(type, values).map((field) => {
    const { key, label, tab, section } = field
    const force = inForce(field, values)
    const written = (values[key] ?? '').trim() !== ''
    return {
      key,
      label,
      tab,
      ...(section === undefined ? {} : { section }),
      value: displayed(type, field, force),
      source: written ? 'set' : force === '' ? 'not-set' : 'default',
      differs: force !== (field.default ?? ''),
    }
  })

/** A value as people read it: labels of options and methods, numbers with their unit. */
export const displayed = (type: EndpointType, { control }: Field, value: string): string => {
  switch (control.kind) {
    case 'method':
      return type.methods.find((method) => method.value === value)?.label ?? (value || 'Not set')
    case 'choice':
      return control.options.find((option) => option.value === value)?.label ?? (value || 'Not set')
    case 'checkbox':
      return value === control.on ? 'Yes' : value === control.off ? 'No' : value || 'Not set'
    case 'number':
      return value === '' ? 'Not set' : control.unit === undefined ? value : `${value} ${control.unit}`
    case 'text':
    case 'config-map':
    case 'secret':
    case 'pvc':
      return value || 'Not set'
  }
}
