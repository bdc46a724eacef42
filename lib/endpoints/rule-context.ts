import { listenerFacts } from '@/lib/brokers/listeners'
import type { AuthenticationRow, CertificateRow, ListenerRow } from '@/lib/brokers/row'
import type { DataflowRow, ProfileRow } from '@/lib/dataflows/row'
import { endpointUses } from '@/lib/dataflows/usage'
import { classifyRow } from './classify'
import type { EndpointRow } from './row'
import type { RuleContext, UseFact } from './types/define'

type Rows<Row> = ReadonlyMap<string, Row>

/** What a browser (or the server) holds of the cluster; a feed that is not complete yet is left out. */
export type ClusterRows = {
  endpoints?: Rows<EndpointRow>
  dataflows?: Rows<DataflowRow>
  profiles?: Rows<ProfileRow>
  listeners?: Rows<ListenerRow>
  authentications?: Rows<AuthenticationRow>
  certificates?: Rows<CertificateRow>
  volumeClaims?: ReadonlyMap<string, unknown>
  syncedSecrets?: Rows<{ keys: readonly string[] }>
}

/**
 * What rules may know of the cluster around one endpoint. `editing` is the name of the endpoint that the form changes,
 * or nothing for a new one. Whatever is not known stays out, and rules about it stay silent.
 */
export const ruleContext = (namespace: string, rows: ClusterRows, editing?: string): RuleContext => {
  const { endpoints, dataflows, profiles, listeners, authentications, certificates, volumeClaims, syncedSecrets } = rows
  const facts = listeners && listenerFacts(listeners.values(), authentications ?? new Map())
  const localServices = (facts ?? []).map(({ service }) => service)
  const uses = dataflows && endpointUses(dataflows.values())
  const isLocal = (name: string): boolean | undefined => {
    const row = endpoints?.get(name)
    return row && classifyRow(row, { localServices }).type?.id === 'local-mqtt'
  }
  const others = endpoints && [...endpoints.values()].filter(({ name }) => name !== editing)
  return {
    namespace,
    ...(others && { endpointNames: new Set(others.map(({ name }) => name)) }),
    ...(facts && { listeners: facts }),
    ...(certificates && {
      caConfigMaps: new Map(
        [...certificates].map(([name, { certificates, privateKey }]) => [
          name,
          { certificates: certificates.length, privateKey },
        ]),
      ),
    }),
    ...(volumeClaims && { volumeClaims: [...volumeClaims.keys()].sort() }),
    ...(syncedSecrets && { secrets: syncedSecrets }),
    ...(uses && {
      uses: (editing === undefined ? [] : (uses.get(editing) ?? [])).map(
        ({ dataflow, side, profile, otherEndpoint, schema }): UseFact => {
          const instanceCount = profiles?.get(profile)?.instanceCount
          const local = otherEndpoint === undefined ? undefined : isLocal(otherEndpoint)
          return {
            dataflow,
            side,
            profile,
            ...(instanceCount !== undefined && { instanceCount }),
            ...(schema && { schema }),
            ...(otherEndpoint !== undefined && local !== undefined && { other: { endpoint: otherEndpoint, local } }),
          }
        },
      ),
    }),
    // Only endpoints that dataflows use can collide; the rest of a long list stays out.
    ...(others &&
      uses && {
        others: others
          .filter(({ name }) => uses.has(name))
          .map(({ name, host, clientIdPrefix = '' }) => ({
            name,
            host,
            clientIdPrefix,
            dataflows: (uses.get(name) ?? []).map(({ dataflow }) => dataflow),
          })),
      }),
  }
}

/** The same with a synced secret that is not there yet and is about to be made. */
export const withSecret = (context: RuleContext, name: string, keys: readonly string[]): RuleContext => ({
  ...context,
  ...(context.secrets && { secrets: new Map(context.secrets).set(name, { keys }) }),
})
