import { expired } from './status.ts'

/** The ways in which a running watch can be made to misbehave (see README.md, "Drills"). */
export const WATCH_DRILLS = ['bookmark', 'garbage', 'error-410', 'error-500', 'stall', 'end'] as const
export type WatchDrill = (typeof WATCH_DRILLS)[number]

const line = (object: object) => `${JSON.stringify({ type: 'ERROR', object })}\n`

const lostLeader = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'etcdserver: leader changed',
  reason: 'InternalError',
  code: 500,
}

/** Half an event, as after a proxy that cut it. The watch goes on. */
const GARBAGE = '{"type":"MODIFIED","object":{"kind": <<<\n'

/** The events with which a server ends a watch that it cannot go on with. */
const LAST_WORDS = {
  'error-410': line(expired('too old resource version: drill').status),
  'error-500': line(lostLeader),
}

/** What a drill does to an open watch. */
export interface DrilledWatch {
  write(line: string): void
  /** Nothing is written any more, and the line stays up. */
  stall(): void
  end(): void
}

/** Plays a drill on a watch. Bookmarks are for whoever knows the version that they tell. */
export function playDrill(drill: Exclude<WatchDrill, 'bookmark'>, watch: DrilledWatch): void {
  switch (drill) {
    case 'garbage':
      return watch.write(GARBAGE)
    case 'error-410':
    case 'error-500':
      watch.write(LAST_WORDS[drill])
      return watch.end()
    case 'stall':
      return watch.stall()
    case 'end':
      return watch.end()
  }
}
