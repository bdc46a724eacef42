import { isIpv6 } from '@/lib/core/address'
import { hostName } from '@/lib/core/host'

/**
 * What can be no host of an Azure service anywhere, in one sentence. A scheme before it and a slash behind it do no harm;
 * which names a service has is advice and not judged here.
 */
export const serviceHostProblem = (value: string): string | undefined => {
  if (/\s/.test(value)) return 'A host has no spaces.'
  if (/^(?!https:)[a-z][a-z0-9+.-]*:\/\//i.test(value))
    return 'It is reached over https only: write https:// or leave it out.'
  const name = hostName(value)
  const bracketed = /^\[(.*)\]$/.exec(name)?.[1]
  const good =
    bracketed === undefined
      ? name.split('.').every((part) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(part))
      : isIpv6(bracketed)
  return good ? undefined : 'This is not a host name.'
}
