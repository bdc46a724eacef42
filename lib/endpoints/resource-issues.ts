import type { Failure } from '@/lib/core/result'
import type { EndpointType } from './types/define'

/** The form field that a path of the resource belongs to, when there is one: `spec.mqttSettings.qos` → `qos`. */
export const fieldAt = (type: EndpointType, path: string): string | undefined => {
  const parts = path.split(/[.[\]]+/).filter(Boolean)
  if (parts.join('.') === 'metadata.name') return 'name'
  if (parts[0] !== 'spec') return undefined
  // An API server spells the settings object as its CRD does.
  const [settings = '', ...deeper] = parts.slice(1)
  const within = [settings.toLowerCase() === type.settings.toLowerCase() ? type.settings : settings, ...deeper]
  const common = (field: readonly string[]) => field.findIndex((key, at) => key !== within[at])
  // The field itself, or one inside which the server points (a list's item, say).
  const exact = type.fields.find(({ path: field }) => common(field) === -1)
  if (exact) return exact.key
  if (within.length < 2) return undefined
  // An object that holds fields, such as `authentication`: its method speaks for it, else the first of them.
  const inside = type.fields.filter(({ path: field }) => within.every((key, at) => field[at] === key))
  return (inside.find(({ control }) => control.kind === 'method') ?? inside[0])?.key
}

/** An API server's failure with its field errors beside the fields of the form; what belongs to none keeps its path. */
export const withFormFields = (type: EndpointType, failure: Failure): Failure =>
  failure.issues
    ? {
        ...failure,
        issues: failure.issues.map((issue) => ({ ...issue, path: fieldAt(type, issue.path) ?? issue.path })),
      }
    : failure
