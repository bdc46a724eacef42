import { hostName } from '@/lib/core/host'

type Service = {
  /** How the service's hosts end, in any of Azure's clouds. */
  suffixes: readonly string[]
  /** How many names stand before that: account alone, or cluster and region. */
  parts: number
  /** As it is written in documentation. */
  form: string
  /** The same resource's names for other protocols, which are easily mixed up. */
  mixups?: readonly string[]
}

/**
 * What is wrong with the host of an Azure service, in one sentence. The REST model has a pattern for each (`.+\.blob\.core\.
 * windows\.net` and the like); a scheme before it and a slash behind it do no harm.
 */
export const serviceHostProblem = ({ suffixes, parts, form, mixups = [] }: Service) => {
  const wanted = suffixes[0] ?? ''
  return (value: string): string | undefined => {
    if (/\s/.test(value)) return 'A host has no spaces.'
    if (/^(?!https:)[a-z][a-z0-9+.-]*:\/\//i.test(value))
      return 'It is reached over https only: write https:// or leave it out.'
    const name = hostName(value)
    const mixup = mixups.find((one) => name.endsWith(`.${one}`))
    if (mixup) return `This is the name for another protocol: use ${name.slice(0, -mixup.length)}${wanted}.`
    const suffix = suffixes.find((one) => name.endsWith(`.${one}`))
    const own = suffix === undefined ? [] : name.slice(0, -suffix.length - 1).split('.')
    const good = own.length >= parts && own.every((part) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(part))
    return good ? undefined : `The host has the form ${form}.`
  }
}
