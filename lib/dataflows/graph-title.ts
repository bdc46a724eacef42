/**
 * What a dataflow graph is called among the dataflows: one of each may have the same name, and no Kubernetes name has a
 * space or brackets in it.
 */
export const graphTitle = (name: string): string => `${name}${mark}`

export const isGraphTitle = (title: string): boolean => title.endsWith(mark)

const mark = ' (graph)'
