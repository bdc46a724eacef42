/** Four decimals from 0 to 255, without leading zeros (which some resolvers read as octal). */
export const isIpv4 = (text: string): boolean => {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

/** An IPv6 address as in RFC 4291, section 2.2, without zone and without brackets. */
export const isIpv6 = (text: string): boolean => {
  const halves = text.split('::')
  if (halves.length > 2 || text === '') return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const mapped = last.includes('.')
  if (mapped && !isIpv4(last)) return false
  if (!(mapped ? groups.slice(0, -1) : groups).every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false
  const count = groups.length + (mapped ? 1 : 0)
  // `::` stands for at least one group of zeros.
  return halves.length === 2 ? count <= 7 : count === 8
}
