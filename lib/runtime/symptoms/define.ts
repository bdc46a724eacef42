/** Where an action leads. The screen turns it into a link: a field of the endpoint's form, an object, the pods. */
export type Place =
  | 'host'
  | 'method'
  | 'audience'
  | 'scope'
  | 'clientId'
  | 'tlsMode'
  | 'clientIdPrefix'
  | 'retain'
  | 'qos'
  | 'sessionExpiry'
  | 'protocol'
  | 'maxInflight'
  | 'keepAlive'
  | 'consumerGroup'
  | 'compression'
  | 'batchBytes'
  | 'database'
  | 'workspace'
  | 'volumeClaim'
  /** The endpoint's client certificate or password; the field where it is chosen when there is none. */
  | 'secret'
  /** The endpoint's trusted CA; the field where it is chosen when there is none. */
  | 'config-map'
  | 'pods'
  | 'dataflow'

export type Step = { text: string; at?: Place }

/** Words of a report that tell what happened, and what that means. A new one is one row of a table. */
export type Symptom = {
  /** The protocol's own name of it; unique. */
  id: string
  /** Matches what brokers, libraries and runtimes say; all letter cases. */
  says: RegExp
  /** One sentence for operators. */
  cause: string
  steps: readonly Step[]
}

export const step = (text: string, at?: Place): Step => ({ text, ...(at && { at }) })
