import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const filler = fileURLToPath(new URL('../sandbox/seed-many.ts', import.meta.url))

/** Fills a sandbox with generated endpoints, as the benchmarks do. */
export function seedMany(kubeconfig: string, endpoints: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [filler, '--endpoints', String(endpoints)], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, KUBECONFIG: kubeconfig },
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The filler ended with ${code}.`))))
  })
}
