/** How a bridge is drawn in the picture, from one endpoint to another. */
export type DrawBridge = {
  /** Somebody has begun to draw. */
  begin: () => void
  /** Endpoint names. */
  draw: (source: string, destination: string) => void
}
