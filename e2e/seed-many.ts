import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const filler = fileURLToPath(new URL('../sandbox/seed-many.ts', import.meta.url))

export type Filling = {
  /** Half as many as endpoints, unless told. */
  dataflows?: number
  /** Put a report of any kind on each dataflow. */
  states?: boolean
}

/** Fills a sandbox with generated endpoints and dataflows, as the benchmarks do. */
export function seedMany(
  kubeconfig: string,
  endpoints: number,
  { dataflows, states = false }: Filling = {},
): Promise<void> {
  const wanted = [
    ...['--endpoints', String(endpoints)],
    ...(dataflows === undefined ? [] : ['--dataflows', String(dataflows)]),
    ...(states ? ['--states'] : []),
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [filler, ...wanted], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, KUBECONFIG: kubeconfig },
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The filler ended with ${code}.`))))
  })
}
