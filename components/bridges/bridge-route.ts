/** What the URL of a bridge's form asks for. */
export type BridgeRoute =
  | { kind: 'new'; source?: string; destination?: string; /** The dataflow that it is cloned from. */ from?: string }
  | { kind: 'edit'; name: string }
