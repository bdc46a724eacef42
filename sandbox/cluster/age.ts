/** "5m" as kubectl prints it (apimachinery, `duration.HumanDuration`). */
export function humanAge(from: string | undefined, now = Date.now()): string {
  if (!from) return '<unknown>'
  const seconds = Math.max(0, Math.floor((now - Date.parse(from)) / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  const pair = (big: number, unit: string, small: number, smallUnit: string) =>
    small ? `${big}${unit}${small}${smallUnit}` : `${big}${unit}`
  if (seconds < 120) return `${seconds}s`
  if (minutes < 10) return pair(minutes, 'm', seconds % 60, 's')
  if (hours < 3) return `${minutes}m`
  if (hours < 8) return pair(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  if (days < 8) return pair(days, 'd', hours % 24, 'h')
  if (days < 730) return `${days}d`
  return pair(Math.floor(days / 365), 'y', days % 365, 'd')
}
