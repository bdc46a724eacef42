/** The key under which Azure IoT Operations' own bundle holds its certificates. */
export const usualTrustKey = 'ca.crt'
