import type { ListenerFact } from './listener-fact'
import type { AuthenticationRow, ListenerRow } from './row'

/**
 * Every port of every listener, joined with the authentication it refers to. A port whose authentication is not there
 * (yet) has no methods: nothing is claimed about it.
 */
export const listenerFacts = (
  listeners: Iterable<ListenerRow>,
  authentications: ReadonlyMap<string, AuthenticationRow>,
): ListenerFact[] =>
  [...listeners].flatMap(({ name, service, ports }) =>
    ports.map(({ port, protocol, tls, authentication }) => {
      const row = authentication === undefined ? undefined : authentications.get(authentication)
      return {
        listener: name,
        host: `${service}:${port}`,
        service,
        protocol,
        tls,
        methods: authentication === undefined ? ['Anonymous' as const] : (row?.methods ?? []),
        audiences: row?.audiences ?? [],
      }
    }),
  )

export type Suggestion = { value: string; description: string }

/** Hosts of the instance's own broker, the default listener's first. */
export const hostSuggestions = (facts: readonly ListenerFact[]): Suggestion[] =>
  unique(
    defaultFirst(facts).map(({ host, listener, protocol, tls }) => ({
      value: host,
      description: [`listener ${listener}`, protocol === 'Mqtt' ? 'MQTT' : 'WebSockets', tls ? 'TLS' : 'no TLS'].join(
        ', ',
      ),
    })),
  )

/** Audiences that listeners accept: those of the chosen host, or of all when none is chosen. */
export const audienceSuggestions = (facts: readonly ListenerFact[], host: string): Suggestion[] => {
  const here = facts.filter((fact) => fact.host === host.trim())
  return unique(
    defaultFirst(here.length > 0 ? here : facts).flatMap(({ audiences, listener }) =>
      audiences.map((value) => ({ value, description: `listener ${listener}` })),
    ),
  )
}

const defaultFirst = (facts: readonly ListenerFact[]): readonly ListenerFact[] =>
  facts.toSorted((a, b) => Number(b.listener === 'default') - Number(a.listener === 'default'))

const unique = (suggestions: Suggestion[]): Suggestion[] =>
  [...new Map(suggestions.toReversed().map((one) => [one.value, one])).values()].toReversed()
