/** Whether this browser lets the portal tell of things while its page is out of sight. */
export type BackgroundPermission = 'granted' | 'denied' | 'default' | 'unsupported'

export const backgroundPermission = (): BackgroundPermission =>
  'Notification' in window ? Notification.permission : 'unsupported'

/** Asks the operator, as browsers demand from within a click. Answers what has been decided. */
export const askForBackground = async (): Promise<BackgroundPermission> =>
  'Notification' in window ? Notification.requestPermission() : 'unsupported'

/**
 * Tells something by a notification of the browser, if that is allowed and the page is out of sight. Several tabs that
 * tell the same are one notification. Clicking it brings the page to the front.
 */
export function tellInBackground(title: string, body: string): void {
  if (!document.hidden || backgroundPermission() !== 'granted') return
  try {
    const told = new Notification(title, { body, tag: body })
    told.onclick = () => {
      window.focus()
      told.close()
    }
  } catch {
    // Browsers on phones know the word but want a service worker for it: the toast is there when the page is.
  }
}
