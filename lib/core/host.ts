/** What stands in a host field, taken apart without judging it. */
export type HostParts = { name: string; port: string; path: string }

/** Splits `name:port/path`. Total: text that is no host at all ends up in `name`. */
export const splitHost = (value: string): HostParts => {
  const text = value.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
  const slash = text.indexOf('/')
  const authority = slash < 0 ? text : text.slice(0, slash)
  const path = slash < 0 ? '' : text.slice(slash)
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority)
  return match ? { name: match[1] ?? '', port: match[2] ?? '', path } : { name: authority, port: '', path }
}

/** The DNS name or address of a host, in lower case, without port, path or a final dot. */
export const hostName = (value: string): string => splitHost(value).name.toLowerCase().replace(/\.$/, '')
