import { leafOf } from './chain'
import { certificatePem, keyPem, type OpenedSlot } from './opened-slot'
import { slots, type Slot, type SlotTexts } from './slots'
import type { Finding } from './workbench-types'

type Opened = Record<Slot, OpenedSlot>

const refusal = (finding: Omit<Finding, 'level'>): Finding => ({ level: 'refusal', ...finding })

/**
 * What stands in the wrong slot, with the move that puts it right. A move never throws anything away: where its target
 * is taken by something that does not swap, there is no offer.
 */
export const misplaced = (opened: Opened, texts: SlotTexts): Finding[] => [
  ...inCertificateSlot(opened, texts),
  ...inKeySlot(opened, texts),
  ...inIntermediatesSlot(opened, texts),
]

const inCertificateSlot = ({ certificate, key }: Opened, texts: SlotTexts): Finding[] => {
  const slot = 'certificate'
  if (certificate.keys.length === 0) return []
  if (certificate.certificates.length > 0) return [split(certificate, key, texts)]
  const free = !key.filled || key.keys.length === 0
  return [
    refusal({
      id: 'key-in-certificate-slot',
      slot,
      message: `This is a private key; it belongs in “${slots.key.label}”.`,
      fix: free
        ? {
            label: key.filled ? 'Swap the two' : `Move to ${slots.key.label}`,
            slots: { ...texts, certificate: texts.key, key: texts.certificate },
          }
        : undefined,
    }),
  ]
}

/** Certificate and key in one text, as `openssl pkcs12` and a Key Vault object of type certificate yield them. */
const split = (both: OpenedSlot, key: OpenedSlot, texts: SlotTexts): Finding => {
  const target = certificatePem(both.certificates)
  const taken =
    both.slot === 'certificate' ? key.filled && keyPem(key) !== keyPem(both) : texts.certificate.trim() !== ''
  return refusal({
    id: 'both-in-one',
    slot: both.slot,
    message: 'This holds a certificate and a private key together.',
    next: taken ? 'Leave here only what the field asks for.' : undefined,
    fix: taken
      ? undefined
      : { label: 'Put each in its own field', slots: { ...texts, certificate: target, key: keyPem(both) } },
  })
}

const inKeySlot = ({ certificate, key }: Opened, texts: SlotTexts): Finding[] => {
  const slot = 'key'
  if (key.certificates.length > 0 && key.keys.length > 0) return [split(key, key, texts)]
  if (key.keys.length > 1) {
    return [
      refusal({
        id: 'several-keys',
        slot,
        message: 'This holds more than one private key.',
        next: 'Paste only the one that belongs to the certificate.',
      }),
    ]
  }
  // A swap is told once, at the certificate's slot.
  if (key.certificates.length === 0 || certificate.keys.length > 0) return []
  const authority = key.certificates.every(({ isAuthority }) => isAuthority)
  const target: Slot | undefined =
    !certificate.filled && !authority
      ? 'certificate'
      : texts.intermediates.trim() === '' && authority
        ? 'intermediates'
        : undefined
  return [
    refusal({
      id: 'certificate-in-key-slot',
      slot,
      message: `This is a certificate (“${key.certificates[0]?.name}”), not a private key.`,
      next: target ? undefined : 'Paste the private key, which begins with “-----BEGIN PRIVATE KEY-----” or similar.',
      fix: target && { label: `Move to ${slots[target].label}`, slots: { ...texts, key: '', [target]: texts.key } },
    }),
  ]
}

const inIntermediatesSlot = ({ certificate, key, intermediates }: Opened, texts: SlotTexts): Finding[] => {
  const slot = 'intermediates'
  if (intermediates.keys.length > 0) {
    const rest = certificatePem(intermediates.certificates)
    return [
      refusal({
        id: 'key-in-intermediates-slot',
        slot,
        message: 'There is a private key among the intermediate certificates.',
        next: key.filled ? 'Leave the key out here.' : undefined,
        fix: key.filled
          ? undefined
          : {
              label: `Move to ${slots.key.label}`,
              slots: { ...texts, intermediates: rest, key: keyPem(intermediates) },
            },
      }),
    ]
  }
  const leaf = leafOf(intermediates.certificates)
  if (certificate.filled || !leaf || leaf.isAuthority) return []
  const rest = intermediates.certificates.filter((other) => other !== leaf)
  return [
    refusal({
      id: 'client-in-intermediates-slot',
      slot,
      message: `“${leaf.name}” is no authority: it is a client certificate.`,
      fix: {
        label: `Move to ${slots.certificate.label}`,
        slots: { ...texts, certificate: leaf.pem, intermediates: certificatePem(rest) },
      },
    }),
  ]
}
