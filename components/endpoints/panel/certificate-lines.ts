import type { CertificateRow } from '@/lib/brokers/row'

type Line = { text: string; marked?: boolean }

/** Certificates shown of one config map; a bundle of public CAs holds more than anybody reads. */
const shown = 3

/** What a picker says about a config map: whose certificates, until when, and what is wrong with it. */
export function certificateLines({ certificates, privateKey }: CertificateRow, now: number): Line[] {
  const lines = certificates.slice(0, shown).map(({ subject, notAfter }): Line => {
    const until = Date.parse(notAfter)
    const day = notAfter.slice(0, 10)
    return until < now ? { text: `${subject}, expired ${day}`, marked: true } : { text: `${subject}, until ${day}` }
  })
  const more = certificates.length - shown
  return [
    ...lines,
    ...(more > 0 ? [{ text: more === 1 ? '1 more certificate' : `${more} more certificates` }] : []),
    ...(privateKey
      ? [{ text: 'Holds a private key, which everyone who reads config maps can see', marked: true }]
      : []),
  ]
}
