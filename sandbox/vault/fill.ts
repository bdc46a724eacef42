import type { SecretStore } from './store.ts'

const LINES = ['press', 'paint', 'weld', 'pack', 'mould', 'cut']

/** Adds generated secrets until there are `count` of them, in one commit. Their values are no certificates: they fill lists. */
export function fill(store: SecretStore, count: number): void {
  store.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const name = `${LINES[index % LINES.length]}-sensor-${String(index).padStart(5, '0')}-password`
      if (store.state(name) === 'absent')
        store.add(name, `generated value ${index}`, { contentType: 'text/plain', tags: { generated: 'true' } })
    }
  })
}
