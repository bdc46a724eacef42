/** `[::1]:8883` → `::1`, `Broker.Plant:8883` → `broker.plant`. */
const hostOnly = (hostAndPort: string) =>
  hostAndPort
    .trim()
    .toLowerCase()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^([^:]*):\d+$/, '$1')
    .replace(/\.$/, '')

/** Does one of the alternative names (`DNS:…`, `IP:…`) name this host? A wildcard stands for one label (RFC 6125, 6.4.3). */
export const namesHost = (alternativeNames: readonly string[], hostAndPort: string): boolean => {
  const host = hostOnly(hostAndPort)
  return alternativeNames.some((name) => {
    const value = name.replace(/^(DNS|IP):/, '').toLowerCase()
    if (name.startsWith('IP:')) return value === host
    if (!name.startsWith('DNS:')) return false
    return value.startsWith('*.') ? host.split('.').slice(1).join('.') === value.slice(2) : value === host
  })
}
