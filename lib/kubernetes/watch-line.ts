import { isRecord } from './fields'
import { objectOf } from './lists'
import type { KubernetesObject } from './objects'

/** One line of a watch ("Efficient detection of changes" in "Kubernetes API Concepts"). */
export type WatchLine =
  | { type: 'applied' | 'removed'; object: KubernetesObject; resourceVersion: string }
  /** Nothing changed up to here; a watch may go on from this version. */
  | { type: 'bookmark'; resourceVersion: string }
  /** The server ends the watch with a `Status`; 410 means that the version asked for is no longer kept. */
  | { type: 'error'; status: number }
  | { type: 'garbage' }

/** Reads a line. Total: what is not a watch event is `garbage`. */
export const watchLineOf = (line: string): WatchLine => {
  const event = parse(line)
  if (!isRecord(event)) return { type: 'garbage' }
  const body = event.object
  if (event.type === 'ERROR')
    return { type: 'error', status: isRecord(body) && typeof body.code === 'number' ? body.code : 500 }
  const version = isRecord(body) && isRecord(body.metadata) ? body.metadata.resourceVersion : undefined
  if (typeof version !== 'string') return { type: 'garbage' }
  // A bookmark has no name: only its version means something.
  if (event.type === 'BOOKMARK') return { type: 'bookmark', resourceVersion: version }
  const object = objectOf(body)
  if (!object) return { type: 'garbage' }
  switch (event.type) {
    case 'ADDED':
    case 'MODIFIED':
      return { type: 'applied', object, resourceVersion: version }
    case 'DELETED':
      return { type: 'removed', object, resourceVersion: version }
    default:
      return { type: 'garbage' }
  }
}

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
