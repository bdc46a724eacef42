/**
 * The three parts of an X.509 synced secret: field on screen ↔ key in the Kubernetes Secret, as Azure IoT Operations reads
 * them ("Configure MQTT dataflow endpoints", X.509 certificate).
 */
export const slots = {
  certificate: { label: 'X509 client certificate', targetKey: 'client_cert.pem', required: true, suffix: 'cert' },
  key: { label: 'X509 client key', targetKey: 'client_key.pem', required: true, suffix: 'key' },
  intermediates: {
    label: 'X509 intermediate certificates',
    targetKey: 'client_intermediate_certs.pem',
    required: false,
    suffix: 'intermediates',
  },
} as const

export type Slot = keyof typeof slots

export const slotNames = Object.keys(slots) as Slot[]

/** What stands in the three fields. The empty string is *nothing pasted*. */
export type SlotTexts = Record<Slot, string>

export const emptySlots: SlotTexts = { certificate: '', key: '', intermediates: '' }

/** The slot a Secret's key belongs to, or nothing for keys that are not part of an X.509 secret. */
export const slotOfKey = (targetKey: string): Slot | undefined =>
  slotNames.find((slot) => slots[slot].targetKey === targetKey)
