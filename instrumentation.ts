import type { Instrumentation } from 'next'

/** Runs once when a server starts: opens the front door, asks who signs people in, fills the live copies before the first page asks, notes from then on what becomes of the bridges and who does what, decides over changes on trial, and sees to an orderly end. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { requireSettings } = await import('@/lib/core/env.server')
  const { adoptConsole } = await import('@/lib/core/console.server')
  const { openFrontDoor } = await import('@/lib/access/door/front-door.server')
  const { startSignIn } = await import('@/lib/access/sign-in/provider.server')
  const { countRequests } = await import('@/lib/core/metrics-requests.server')
  const { watchUncaught } = await import('@/lib/core/uncaught.server')
  const { startLive } = await import('@/lib/live/hub.server')
  const { endInOrder } = await import('@/lib/live/shutdown.server')
  const { activityOf } = await import('@/lib/activity/activity.server')
  const { trialsOf } = await import('@/lib/endpoints/confirmed/worker.server')
  const { timelinesOf } = await import('@/lib/runtime/timelines.server')
  requireSettings()
  adoptConsole()
  openFrontDoor()
  watchUncaught()
  countRequests()
  startSignIn()
  startLive((instance) => {
    timelinesOf(instance)
    activityOf(instance)
    trialsOf(instance)
  })
  endInOrder()
}

/** Errors that reached no page: logged under the digest that the error page shows, without their message. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logRequestError } = await import('@/lib/access/trail/audit.server')
  logRequestError(error, { path: request.path, route: context.routePath, kind: context.routeType })
}
