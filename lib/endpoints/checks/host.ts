import { splitHost } from '@/lib/core/host'
import { isIpv4, isIpv6 } from '@/lib/core/address'

export type HostProblem = { message: string; fix?: string }

type HostRules = {
  /** Offered when the port is missing. */
  port: number
  /** WebSockets hosts may end in a path. */
  path?: boolean
}

/**
 * What is wrong with an endpoint's host, in one sentence, and the corrected text where it can be guessed.
 * The form is `name:port`, as in Microsoft's "Configure MQTT data flow endpoints"; IPv6 addresses stand in brackets.
 */
export const hostProblem = (value: string, rules: HostRules): HostProblem | undefined => {
  const problem = firstProblem(value, rules)
  if (!problem?.fix) return problem
  // A correction is only worth a click when nothing else is wrong with it.
  return firstProblem(problem.fix, rules) ? { message: problem.message } : problem
}

const schemePorts: Record<string, number> = {
  mqtt: 1883,
  tcp: 1883,
  mqtts: 8883,
  ssl: 8883,
  ws: 80,
  wss: 443,
  https: 443,
}

const firstProblem = (value: string, rules: HostRules): HostProblem | undefined => {
  if (/\s/.test(value)) return { message: 'A host has no spaces.', fix: withoutRest(value.replace(/\s+/g, ''), rules) }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value)
  if (value.includes('://')) {
    return {
      message: 'Leave the scheme out: the host is just name:port, for example broker.example.net:8883.',
      fix: withoutRest(value, { ...rules, port: schemePorts[scheme?.[1]?.toLowerCase() ?? ''] ?? rules.port }),
    }
  }
  const slash = value.indexOf('/')
  if (slash >= 0 && !rules.path) {
    return { message: 'Leave the path out: the host is just name:port.', fix: withoutRest(value, rules) }
  }
  return authorityProblem(slash < 0 ? value : value.slice(0, slash), slash < 0 ? '' : value.slice(slash), rules)
}

/** The name and port of what was typed, with a port put in when there is none. */
const withoutRest = (value: string, rules: HostRules): string => {
  const { name, port, path } = splitHost(value)
  return `${name}:${port || rules.port}${rules.path ? path : ''}`
}

const authorityProblem = (authority: string, path: string, rules: HostRules): HostProblem | undefined => {
  if (authority.startsWith('[')) return bracketProblem(authority, rules)
  const colons = authority.split(':').length - 1
  if (colons > 1) return bareIpv6Problem(authority, rules)
  if (colons === 0) return missingPort(authority, path, rules)
  const [name = '', port = ''] = authority.split(':')
  return nameProblem(name, port) ?? portProblem(authority)
}

const bracketProblem = (authority: string, rules: HostRules): HostProblem | undefined => {
  const match = /^\[([^\]]*)\](.*)$/.exec(authority)
  if (!match) return { message: 'Close the bracket after the IPv6 address, for example [fd00::12]:8883.' }
  if (!isIpv6(match[1] ?? '')) return { message: 'What stands in the brackets is not an IPv6 address.' }
  if (match[2] === '') return { message: 'Add the port after the bracket.', fix: `${authority}:${rules.port}` }
  return portProblem(authority)
}

const bareIpv6Problem = (authority: string, rules: HostRules): HostProblem => {
  const message = 'Put an IPv6 address in brackets and the port after them, for example [fd00::12]:8883.'
  const last = authority.lastIndexOf(':')
  const [address, port] = [authority.slice(0, last), authority.slice(last + 1)]
  // `fd00::12:8883` can be read both ways; a final group of four or five decimals is nearly always the port.
  if (isIpv6(address) && /^[1-9]\d{3,4}$/.test(port)) return { message, fix: `[${address}]:${port}` }
  if (isIpv6(authority)) return { message, fix: `[${authority}]:${rules.port}` }
  return { message: 'Write one colon, between the name and the port, for example broker.example.net:8883.' }
}

const missingPort = (authority: string, path: string, rules: HostRules): HostProblem => {
  const slip = /^(.+)\.(\d{2,5})$/.exec(authority)
  if (slip && !isIpv4(authority)) {
    return { message: 'A colon belongs before the port, not a dot.', fix: `${slip[1]}:${slip[2]}${path}` }
  }
  return {
    message: `Add the port after a colon, for example ${authority}:${rules.port}.`,
    fix: `${authority}:${rules.port}${path}`,
  }
}

const portProblem = (authority: string): HostProblem | undefined => {
  const port = authority.slice(authority.lastIndexOf(':') + 1)
  if (port === '') return { message: 'Add the port after the colon.' }
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65535) {
    return { message: 'The port is a whole number from 1 to 65535.' }
  }
  return undefined
}

const nameProblem = (name: string, port: string): HostProblem | undefined => {
  if (name === '') return { message: 'Write the broker’s name before the colon.' }
  if (name.endsWith('.'))
    return { message: 'A name does not end in a dot.', fix: `${name.replace(/\.+$/, '')}:${port}` }
  if (/[^\x21-\x7e]/.test(name)) return { message: 'Write an international name in its xn-- form.' }
  const labels = name.split('.')
  if (labels.every((label) => /^\d+$/.test(label))) {
    return isIpv4(name) ? undefined : { message: 'This is not an IPv4 address: four numbers from 0 to 255.' }
  }
  const bad = name.replace(/[a-z0-9._-]/gi, '')[0]
  if (bad) return { message: `A host name holds letters, digits, dots and hyphens; “${bad}” does not belong in it.` }
  if (name.length > 253) return { message: 'A host name has at most 253 characters.' }
  if (labels.includes('')) return { message: 'A part between two dots is empty.' }
  if (labels.some((label) => label.length > 63))
    return { message: 'A part between two dots has at most 63 characters.' }
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) {
    return { message: 'A part between two dots does not begin or end with a hyphen.' }
  }
  return undefined
}
