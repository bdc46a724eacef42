/**
 * Which of the tests are also put to an API server that nobody here wrote (`npm run test:cluster`). Contract tests are named by how
 * their paths begin, files of the browser suite by their names.
 */
export const onRealCluster = {
  /** What the portal counts on of any API server; nothing of ours in between. */
  server: ['e2e/contract/', 'e2e/kubectl/'],

  /** The portal's own code, on any cluster with the plant on it. */
  portal: ['lib/dataflows/', 'lib/feeds.'],

  /** The same where the cluster is ours: these take the API server away, or count on the usual namespace. */
  portalOnOurs: [
    'e2e/control-plane/',
    'lib/kubernetes/reflector.',
    'lib/endpoints/store.',
    'lib/secrets/store.',
    'lib/live/live.',
    'lib/runtime/timelines.',
    'lib/access/rights/authz-matrix.',
    'lib/access/rights/rights.',
    'lib/live/sight.',
    'lib/access/trail/',
    'lib/activity/activity.',
  ],

  /** What an operator mostly does, on any cluster. */
  browser: ['list', 'edit', 'delete', 'live', 'validation', 'secrets-create', 'runtime-drills'],

  /** What goes wrong with a cluster, how much may be in it, and a portal's life on it: for a cluster of ours. */
  browserOnOurs: ['outage', 'service', 'rate-limit', 'long-list', 'clocks'],

  /** What is played to the portal: a front before the API server does that (sandbox/guest/front.ts). */
  browserWithDrills: ['activity', 'failures', 'replicas'],
} as const

/** Tests in those files that no real API server can be put to, each with why. */
export const sandboxOnly = [
  // Its memory of what happened outlives a compaction of etcd: e2e/control-plane/reflector.contract.ts takes that away too.
  'an expired version in the stream',
] as const

/** Tests in those files of the browser suite that say nothing of an API server, and each need a plant of their own. */
export const elsewhere = [
  'the figures',
  'without the start script',
  'who invents an address',
  'an address that signs in without end',
] as const

/** Whether the tests of a file also run on a real API server of ours. */
export function runsOnRealCluster(file: string): boolean {
  const { server, portal, portalOnOurs, browser, browserOnOurs, browserWithDrills } = onRealCluster
  return (
    [...server, ...portal, ...portalOnOurs].some((start) => file.startsWith(start)) ||
    [...browser, ...browserOnOurs, ...browserWithDrills].some((name) => file === `e2e/${name}.e2e.ts`)
  )
}
