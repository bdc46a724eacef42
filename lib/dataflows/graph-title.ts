/**
 * What a dataflow graph is called among the dataflows: one of each may have the same name, and no Kubernetes name has a
 * space or brackets in it.
 */
export const graphTitle = (name: string): string => `${name}${mark}`

export const isGraphTitle = (title: string): boolean => title.endsWith(mark)

/** The name and what marks it as a graph's, for where there is no room for both in full. */
export const graphTitleParts = (title: string): [string, string] => [title.slice(0, -mark.length), mark.trim()]

const mark = ' (graph)'
