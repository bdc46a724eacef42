/*
 * Browsers allow six connections to one server over HTTP/1.1, for all tabs together. So one tab leads and holds the
 * stream, and passes on what it hears. The lead is a Web Lock: it goes to the next tab by itself when the leader closes
 * or crashes ("Web Locks API" and "Broadcast Channel API" on MDN).
 */

export type TabHandlers<Message> = {
  /** This tab leads now; answers how to end that. */
  onLead: () => () => void
  /** The leader said something to this tab, or to all. */
  onMessage: (message: Message) => void
  /** Another tab has come and asks the leader, this tab, for all it knows. */
  onNewcomer: () => Message[]
}

type Envelope<Message> =
  { kind: 'lead' } | { kind: 'hello'; from: string } | { kind: 'said'; to?: string; message: Message }

/** A leader that says nothing for so long is frozen: its lead is taken. It speaks at least every 15 seconds. */
const frozenMs = 45_000

/** Joins the tabs that share a name. Without the browser's locks (no secure context) each tab leads for itself. */
export const joinTabs = <Message>(name: string, { onLead, onMessage, onNewcomer }: TabHandlers<Message>) => {
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) {
    return { say: (_: Message) => {}, leave: onLead() }
  }
  const self = crypto.randomUUID()
  const channel = new BroadcastChannel(name)
  const leaving = new AbortController()
  let leading = false
  let watchdog: ReturnType<typeof setTimeout> | undefined

  const post = (envelope: Envelope<Message>) => {
    if (!leaving.signal.aborted) channel.postMessage(envelope)
  }

  channel.onmessage = ({ data }: MessageEvent<Envelope<Message>>) => {
    if (data.kind === 'hello') {
      if (leading) for (const message of onNewcomer()) post({ kind: 'said', to: data.from, message })
      return
    }
    if (leading) return
    watch()
    // What the last leader still owed, the new one gives.
    if (data.kind === 'lead') post({ kind: 'hello', from: self })
    else if (data.to === undefined || data.to === self) onMessage(data.message)
  }

  /** Ends this tab's lead, if it has it. */
  let yieldLead = () => {}

  const takeLead = () => {
    leading = true
    clearTimeout(watchdog)
    const end = onLead()
    post({ kind: 'lead' })
    yieldLead = () => {
      leading = false
      yieldLead = () => {}
      end()
    }
  }

  const queue = async (options: LockOptions) => {
    let held = false
    try {
      await navigator.locks.request(name, options, async () => {
        if (leaving.signal.aborted) return
        held = true
        takeLead()
        await new Promise((resolve) => leaving.signal.addEventListener('abort', resolve, { once: true }))
      })
    } catch {
      // Left while waiting, or the lead was taken from this tab while it was frozen, or the browser gives no locks here.
      if (leaving.signal.aborted) return
      if (!held) return leading ? undefined : takeLead()
      yieldLead()
      follow()
    }
  }

  const follow = () => {
    void queue({ signal: leaving.signal })
    post({ kind: 'hello', from: self })
    watch()
  }

  /** `steal` takes no signal: it does not wait. */
  const watch = () => {
    clearTimeout(watchdog)
    watchdog = setTimeout(() => void queue({ steal: true }), frozenMs)
  }

  follow()
  return {
    /** As leader: to all other tabs. */
    say: (message: Message) => post({ kind: 'said', message }),
    leave: () => {
      clearTimeout(watchdog)
      leaving.abort()
      yieldLead()
      channel.close()
    },
  }
}
