/** One port of a broker listener, joined with the authentication it refers to. */
export type ListenerFact = {
  listener: string
  /** `<service>:<port>` as an endpoint's host. */
  host: string
  service: string
  protocol: 'Mqtt' | 'WebSockets'
  tls: boolean
  methods: readonly ('ServiceAccountToken' | 'X509Certificate' | 'Anonymous')[]
  audiences: readonly string[]
}
