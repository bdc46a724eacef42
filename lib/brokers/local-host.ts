import { hostName } from '@/lib/core/host'

/** The service of the default broker listener; further ones of the product begin the same way. */
const productService = 'aio-broker'

/**
 * Is this host the instance's own broker? No host at all means so too (REST model of `dataflowEndpoints`). A service
 * answers to its own name, to `<service>.<namespace>` and to `<service>.<namespace>.svc…` ("DNS for Services and Pods").
 */
export const isLocalHost = (host: string, localServices: readonly string[]): boolean => {
  const [service = '', , svc = 'svc'] = hostName(host).split('.')
  if (service === '') return host.trim() === ''
  return svc === 'svc' && (service.startsWith(productService) || localServices.includes(service))
}
