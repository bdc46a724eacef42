import 'server-only'

/**
 * The one value of its name in this process, made at first use. Module state is not enough: pages, route handlers and
 * instrumentation each get their own copy of a module in one Next.js process.
 */
export const processWide = <T>(name: `sluice.${string}`, make: () => T): T => {
  const holder = globalThis as { [name: symbol]: unknown }
  const key = Symbol.for(name)
  // The name is the proof of the type: every name belongs to exactly one caller.
  return (holder[key] ??= make()) as T
}
