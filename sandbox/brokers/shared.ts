import type { Client } from 'aedes'

const SHARED = /^\$share\/([^/+#]+)\/(.+)$/

/** The topic filter without the group that it may name. */
export const plainFilter = (topicFilter: string): string => SHARED.exec(topicFilter)?.[2] ?? topicFilter

/**
 * Shared subscriptions (MQTT 5, section 4.8.2), which aedes does not know: each message goes to one client of a group. Good enough
 * for clients that have nothing but the subscriptions of one group, as the instances of a dataflow do.
 */
export class SharedSubscriptions {
  #members = new Map<string, Client[]>()
  #groups = new WeakMap<Client, string>()

  /** The client joins the group that `$share/<group>/<filter>` names; any other topic filter names none. */
  join(client: Client, topicFilter: string): void {
    const group = SHARED.exec(topicFilter)?.[1]
    if (group === undefined) return
    const members = this.#members.get(group) ?? []
    if (!members.includes(client)) members.push(client)
    this.#members.set(group, members)
    this.#groups.set(client, group)
  }

  leave(client: Client): void {
    const group = this.#groups.get(client)
    if (group === undefined) return
    const left = this.#members.get(group)?.filter((member) => member !== client) ?? []
    if (left.length > 0) this.#members.set(group, left)
    else this.#members.delete(group)
  }

  /** Whether this client is the one of its group that gets the message of this number. A retained one is for no group. */
  isTurnOf(client: Client, { number, retain }: { number: number; retain: boolean }): boolean {
    const members = this.#members.get(this.#groups.get(client) ?? '')
    if (!members) return true
    return !retain && members[number % members.length] === client
  }
}
