import 'server-only'
import type { RequestFacts } from './origin'
import { peerAddress } from './peer.server'

/** What is known of where the request being answered comes from. */
export const requestFacts = (headers: Headers): RequestFacts => ({
  host: headers.get('host'),
  origin: headers.get('origin'),
  site: headers.get('sec-fetch-site'),
  cookie: headers.get('cookie'),
  address: peerAddress(),
})
