/** Remembers a choice of this browser for a year, readable by the server on the next request. */
export function rememberChoice(name: string, value: string): void {
  document.cookie = `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Strict`
}
