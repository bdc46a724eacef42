import 'reflect-metadata'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'

/** The sandbox's certificate authorities, and what they sign. Kept on disk, so that whoever trusts them still does after a restart. */

x509.cryptoProvider.set(crypto)

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY = 86_400_000

/** Certificate (with its chain) and private key, as PEM. */
export interface Pair {
  cert: string
  key: string
}

interface Authority {
  certificate: x509.X509Certificate
  keys: CryptoKeyPair
  cert: string
}

/** What a certificate is for. */
export interface Leaf {
  name: string
  /** Valid until this many days from now; in the past when negative. */
  days: number
  /** Valid from this many days from now: since yesterday when absent. */
  from?: number
  /** Host names and addresses of a server; a client has none. */
  hosts?: readonly string[]
}

const AUTHORITIES = {
  /** Signs the API server's certificate. */
  api: 'Sluice sandbox API server CA',
  /** The instance's own root, which AIO's trust bundle holds. The name is AIO's quickstart one. */
  aio: 'Azure IoT Operations Quickstart Root CA - Not for Production',
  /** The partner's, which signs its broker and the client certificates that it accepts. */
  partner: 'Partner HQ Broker CA',
  /** Stands for the public authorities of a machine's trust store, which sign what is out in the cloud. */
  public: 'Sluice sandbox public root CA',
  /** Trusted by nobody. */
  stranger: 'Nobody knows this CA',
} as const

export type AuthorityName = keyof typeof AUTHORITIES

/** Writes a file that only the owner may read, all of it or nothing. */
export function writePrivate(file: string, content: string): void {
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, content, { mode: 0o600 })
  renameSync(temporary, file)
}

export class Pki {
  #directory: string
  #authorities = new Map<AuthorityName, Authority>()

  private constructor(directory: string) {
    this.#directory = directory
  }

  /** Opens the authorities in the directory, making those that are missing. */
  static async open(directory: string): Promise<Pki> {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const pki = new Pki(directory)
    for (const name of Object.keys(AUTHORITIES) as AuthorityName[]) {
      pki.#authorities.set(name, await pki.#authority(name))
    }
    return pki
  }

  /** The authority's certificate as PEM. */
  ca(name: AuthorityName): string {
    return this.#get(name).cert
  }

  async sign(authority: AuthorityName, { name, days, from = -1, hosts = [] }: Leaf): Promise<Pair> {
    const issuer = this.#get(authority)
    const keys = await crypto.subtle.generateKey(EC, true, ['sign', 'verify'])
    const usage = hosts.length > 0 ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `CN=${name}`,
      issuer: issuer.certificate.subject,
      notBefore: new Date(Date.now() + from * DAY),
      notAfter: new Date(Date.now() + days * DAY),
      publicKey: keys.publicKey,
      signingKey: issuer.keys.privateKey,
      signingAlgorithm: EC,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([usage]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate),
        ...(hosts.length > 0 ? [new x509.SubjectAlternativeNameExtension(hosts.map(alternativeName))] : []),
      ],
    })
    return { cert: pem(certificate), key: await keyPem(keys.privateKey) }
  }

  /** A signed pair kept under a file name, renewed when a tenth of its life is left. */
  async kept(file: string, authority: AuthorityName, leaf: Leaf): Promise<Pair> {
    const [certFile, keyFile] = [this.#path(`${file}.crt`), this.#path(`${file}.key`)]
    if (existsSync(certFile) && existsSync(keyFile)) {
      const pair = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
      const left = new x509.X509Certificate(pair.cert).notAfter.getTime() - Date.now()
      if (left > (leaf.days * DAY) / 10) return pair
    }
    const pair = await this.sign(authority, leaf)
    writePrivate(keyFile, pair.key)
    writePrivate(certFile, pair.cert)
    return pair
  }

  async #authority(name: AuthorityName): Promise<Authority> {
    const [certFile, keyFile] = [this.#path(`${name}-ca.crt`), this.#path(`${name}-ca.key`)]
    if (existsSync(certFile) && existsSync(keyFile)) {
      const cert = readFileSync(certFile, 'utf8')
      const certificate = new x509.X509Certificate(cert)
      const bytes = x509.PemConverter.decodeFirst(readFileSync(keyFile, 'utf8'))
      const privateKey = await crypto.subtle.importKey('pkcs8', bytes, EC, true, ['sign'])
      return { certificate, cert, keys: { privateKey, publicKey: await certificate.publicKey.export() } }
    }
    const keys = await crypto.subtle.generateKey(EC, true, ['sign', 'verify'])
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: `CN=${AUTHORITIES[name]}`,
      notBefore: new Date(Date.now() - DAY),
      notAfter: new Date(Date.now() + 3650 * DAY),
      keys,
      signingAlgorithm: EC,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    })
    writePrivate(keyFile, await keyPem(keys.privateKey))
    writePrivate(certFile, pem(certificate))
    return { certificate, cert: pem(certificate), keys }
  }

  #get(name: AuthorityName): Authority {
    const authority = this.#authorities.get(name)
    if (!authority) throw new Error(`no authority ${name}`)
    return authority
  }

  #path(file: string): string {
    return join(this.#directory, file)
  }
}

const pem = (certificate: x509.X509Certificate) => `${certificate.toString('pem').trim()}\n`

const keyPem = async (key: CryptoKey) =>
  `${x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY').trim()}\n`

const alternativeName = (host: string): x509.JsonGeneralName =>
  /^[\d.]+$|:/.test(host) ? { type: 'ip', value: host } : { type: 'dns', value: host }
