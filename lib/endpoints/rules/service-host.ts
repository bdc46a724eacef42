import { hostName } from '@/lib/core/host'
import type { Rule } from '../types/define'

type Service = {
  /** How the service's hosts end, in any of Azure's clouds. */
  suffixes: readonly string[]
  /** How many names stand before that: account alone, or cluster and region. */
  parts: number
  /** As it is written in documentation. */
  form: string
  /** The same resource's names for another protocol, which are easily mixed up. */
  mixup?: { wrong: string; right: string }
}

/**
 * The hosts of an Azure service. The REST model has a pattern for each (`.+\.blob\.core\.windows\.net` and the like), but
 * private names and clouds of their own exist, and whether the CRD has the pattern differs: the cluster judges.
 */
export const serviceHostRule = ({ suffixes, parts, form, mixup }: Service): Rule => {
  const isKnown = (name: string): boolean => {
    const suffix = suffixes.find((one) => name.endsWith(`.${one}`))
    return suffix !== undefined && name.slice(0, -suffix.length - 1).split('.').length >= parts
  }
  return {
    id: 'service-host',
    level: 'warning',
    field: 'host',
    judge: ({ effective: { host = '' } }) => {
      const name = hostName(host)
      if (name === '' || isKnown(name)) return undefined
      const right = mixup ? name.replace(mixup.wrong, mixup.right) : name
      return right !== name && isKnown(right)
        ? {
            message: `This is the name for another protocol: dataflows use ${right}.`,
            fix: { label: `Use ${right}`, values: { host: right } },
          }
        : {
            message: `The service’s own hosts have the form ${form}. Another one works only where the cluster takes it and it leads to the service.`,
          }
    },
  }
}
