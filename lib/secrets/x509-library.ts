/**
 * The X.509 library is large and only the certificate screens need it, so it is fetched on first use. It needs the
 * decorators' metadata to be there before itself.
 */
let loading: Promise<typeof import('@peculiar/x509')> | undefined

export const loadX509 = () => (loading ??= import('reflect-metadata').then(() => import('@peculiar/x509')))
