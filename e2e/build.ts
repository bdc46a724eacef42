import { ensureBuild } from '../scripts/build.ts'

/** Builds the portal once for all workers, unless a fresh build stands. */
export default function build(): void {
  if (!ensureBuild(process.env.SLUICE_DIST ?? '.next/test')) throw new Error('The portal could not be built.')
}
