import { caMissing, keyInConfigMap } from '@/lib/brokers/documented-rules'
import { type Check, type CheckFacts, fieldOf, type Subject } from './define'
import { expiry } from './expiry'

/** The certificates by which dataflows know the broker. */
export const trustedCa = (subject: Subject, { configMaps }: CheckFacts, now: number): Check[] => {
  const { endpoint, dataflows } = subject
  const { caConfigMap } = endpoint
  if (!caConfigMap || !configMaps) return []
  const map = configMaps.get(caConfigMap)
  const choose = { label: 'Choose another config map', target: fieldOf(subject, 'caConfigMap') }
  const open = { label: 'Open the config map', target: { kind: 'config-map' as const, name: caConfigMap } }
  if (!map || map.certificates.length === 0) {
    return [{ id: 'ca-missing', level: 'error', text: caMissing(caConfigMap), dataflows, fix: choose }]
  }
  const key: Check[] = map.privateKey
    ? [{ id: 'ca-private-key', level: 'warning', text: keyInConfigMap(caConfigMap), dataflows, fix: open }]
    : []
  return [
    ...key,
    ...map.certificates.flatMap(({ subject, notBefore, notAfter }) =>
      expiry(
        'ca-expiry',
        `The CA certificate ${subject} in “${caConfigMap}”`,
        { notBefore: Date.parse(notBefore), notAfter: Date.parse(notAfter) },
        now,
        dataflows,
        open,
      ),
    ),
  ]
}
