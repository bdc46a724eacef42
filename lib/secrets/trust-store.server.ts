import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, success, type Result } from '@/lib/core/result'
import { openCluster } from './cluster.server'
import type { TrustInput } from './inputs'
import { managedByLabel, managedByUs } from './owner'
import { examineTrust } from './trust'

export type TrustCreated = { name: string; key: string; certificates: number }

/** The key under which Azure IoT Operations' own bundle holds its certificates. */
const usualKey = 'ca.crt'

/** Creates a ConfigMap of authorities from PEM. What the form refuses, above all a private key, is refused here again. */
export const createCaConfigMap = async ({ input, viewer, note }: Call<TrustInput>): Promise<Result<TrustCreated>> => {
  const { name, key = usualKey, pem } = input
  note({ changed: [key] })
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const { verdict, certificates, findings } = await examineTrust(pem, Date.now())
  if (verdict.state !== 'ready') {
    const refusals = findings.filter(({ level }) => level === 'refusal')
    return failed({
      code: 'invalid',
      message: refusals[0]?.message ?? 'There is no certificate in it.',
      next: refusals[0]?.next ?? 'Paste the certificate of an authority.',
      issues: [{ path: 'pem', message: refusals[0]?.message ?? 'There is no certificate in it.' }],
    })
  }
  const labels = { [managedByLabel]: managedByUs }
  const created = await cluster.value.client.create('configmaps', {
    metadata: { name, labels },
    data: { [key]: verdict.pem },
  })
  if (created.ok) return success({ name, key, certificates: certificates.length })
  if (created.failure.code !== 'exists') return created
  return failed({
    ...created.failure,
    issues: [{ path: 'name', message: 'There is already a ConfigMap of this name.' }],
  })
}
