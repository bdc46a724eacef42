import type { EndpointSpec } from './resource-types'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The name under which a spec holds the settings object `settings`, whatever its letter case: previews wrote
 * `datalakeStorageSettings` where the REST model says `dataLakeStorageSettings`. The name itself where there is none.
 */
export const settingsKey = (spec: Readonly<Record<string, unknown>>, settings: string): string =>
  Object.hasOwn(spec, settings)
    ? settings
    : (Object.keys(spec).find((key) => key.toLowerCase() === settings.toLowerCase()) ?? settings)

/** The path of a field as this spec spells it. */
export const placeIn = (
  spec: Readonly<Record<string, unknown>>,
  [settings = '', ...rest]: readonly string[],
): readonly string[] => [settingsKey(spec, settings), ...rest]

/** The settings object that belongs to a spec's type. */
export const settingsOf = (spec: EndpointSpec): Record<string, unknown> => {
  const settings = spec[settingsKey(spec, `${text(spec.endpointType)}Settings`)]
  return isObject(settings) ? settings : {}
}

/** A text of the spec's settings object, or empty: objects made by hand hold anything. */
export const settingText = (spec: EndpointSpec, key: string): string => text(settingsOf(spec)[key])

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
