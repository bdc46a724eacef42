import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

/** The Go module that kube-apiserver and etcd are built from. */
const source = join(root, 'e2e', 'control-plane')

/** Built binaries are kept here, one for each state of the module. */
const cache = process.env.SLUICE_CACHE || join(root, '.cache')

/**
 * The control plane as a program, built unless it was built from these very sources before: minutes the first time. `leisurely` leaves
 * the machine to whoever else works. Answers the path of the binary, or nothing when it could not be built; it has said why.
 */
export function ensureControlPlane({ leisurely = false } = {}): string | undefined {
  const binary = join(cache, `control-plane-${fingerprint()}`)
  if (existsSync(binary)) return binary
  const { stdout, error } = spawnSync('go', ['version'], { encoding: 'utf8' })
  if (error) {
    console.error('The control plane is built with Go, and there is no `go` on this machine. go.dev/dl has it.')
    return undefined
  }
  console.log(`Building kube-apiserver and etcd with ${stdout.trim()}: minutes the first time.`)
  const started = Date.now()
  mkdirSync(cache, { recursive: true })
  const unfinished = `${binary}.${process.pid}`
  const flags = `-s -w ${stamps().join(' ')}`
  const slowly = leisurely ? ['-p', '1'] : []
  const build = ['go', 'build', '-trimpath', '-buildvcs=false', '-ldflags', flags, ...slowly, '-o', unfinished, '.']
  const [command = '', ...args] = leisurely ? ['nice', '-n', '19', ...build] : build
  const { status } = spawnSync(command, args, {
    cwd: source,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Without C there is nothing else to install.
    env: { ...process.env, CGO_ENABLED: '0', ...(leisurely && { GOMAXPROCS: '1' }) },
  })
  if (status !== 0) {
    rmSync(unfinished, { force: true })
    return undefined
  }
  renameSync(unfinished, binary)
  for (const file of readdirSync(cache)) {
    if (file.startsWith('control-plane-') && join(cache, file) !== binary) rmSync(join(cache, file))
  }
  console.log(`Built in ${Math.round((Date.now() - started) / 1000)} s.`)
  return binary
}

/** Kubernetes learns its version from whoever links it. */
function stamps(): string[] {
  const [, version = '', major, minor] =
    /k8s\.io\/kubernetes (v(\d+)\.(\d+)\.\d+)/.exec(readFileSync(join(source, 'go.mod'), 'utf8')) ?? []
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' }
  return Object.entries(values).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
}

/** A hash over the module, its locked dependencies and the machine's kind. */
function fingerprint(): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  const files = readdirSync(source).filter((file) => /\.go$|^go\.(mod|sum)$/.test(file))
  for (const file of files.sort()) hash.update(`\0${file}\0`).update(readFileSync(join(source, file)))
  return hash.digest('hex').slice(0, 16)
}

if (import.meta.main) {
  const binary = ensureControlPlane({ leisurely: process.argv.includes('--leisurely') })
  if (binary === undefined) process.exitCode = 1
  else console.log(binary)
}
