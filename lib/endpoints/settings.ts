import type { EndpointSpec } from './resource-types'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The settings object that belongs to a spec's type, whatever its letter case: previews wrote
 * `datalakeStorageSettings` where the REST model says `dataLakeStorageSettings`.
 */
export const settingsOf = (spec: EndpointSpec): Record<string, unknown> => {
  const wanted = `${text(spec.endpointType)}settings`.toLowerCase()
  const key = Object.keys(spec).find((name) => name.toLowerCase() === wanted)
  const settings = key === undefined ? undefined : spec[key]
  return isObject(settings) ? settings : {}
}

/** A text of a settings object, or empty: objects made by hand hold anything. */
export const settingText = (spec: EndpointSpec, settings: string, key: string): string => {
  const object = spec[settings]
  return isObject(object) ? text(object[key]) : ''
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
