/**
 * Every URL of the portal. Links, redirects and fetches take them from here, so a route can move without a search.
 * Path parts are encoded; they are checked again by whoever reads them.
 */
const part = encodeURIComponent

const instance = (id: string) => `/${part(id)}`
const endpoints = (id: string) => `${instance(id)}/endpoints`

/** `search` is the state of a list: a query string with or without its question mark. */
const withSearch = (path: string, search: string) => path + (search && `?${search.replace(/^\?/, '')}`)

export const paths = {
  root: '/',
  instance,
  /** The first screen of an instance. */
  runtime: (id: string, search = '') => withSearch(instance(id), search),
  dataflow: (id: string, name: string) => `${instance(id)}/dataflows/${part(name)}`,
  /** The form of a new bridge, with what is known of it filled in; `from` names the dataflow that it is cloned from. */
  newBridge: (id: string, known: { source?: string; destination?: string; from?: string } = {}, search = '') =>
    withSearch(
      `${instance(id)}/dataflows/new/bridge`,
      [String(new URLSearchParams(known)), search].filter(Boolean).join('&'),
    ),
  editBridge: (id: string, name: string, search = '') =>
    withSearch(`${instance(id)}/dataflows/edit/${part(name)}`, search),
  /** Links this site to its parent. */
  connectSite: (id: string) => `${instance(id)}/connect-site`,
  endpoints: (id: string, search = '') => withSearch(endpoints(id), search),
  newEndpoint: (id: string, typeId: string) => `${endpoints(id)}/new/${part(typeId)}`,
  /** The form of a new endpoint, filled with everything of another one but its name. */
  cloneEndpoint: (id: string, typeId: string, from: string) =>
    `${endpoints(id)}/new/${part(typeId)}?from=${encodeURIComponent(from)}`,
  /** The form of an endpoint, at one of its fields where one is named. */
  editEndpoint: (id: string, name: string, field?: string) =>
    `${endpoints(id)}/edit/${part(name)}${field === undefined ? '' : `?field=${part(field)}`}`,
  endpoint: (id: string, name: string) => `${endpoints(id)}/${part(name)}`,
  secrets: (id: string) => `${instance(id)}/secrets`,
  activity: (id: string, search = '') => withSearch(`${instance(id)}/activity`, search),
  /** Says why nobody is signed in, and how to go on. */
  signIn: '/sign-in',
  signedOut: '/signed-out',
  api: {
    /** Leads to the OpenID provider and from there back to a page. */
    signIn: (returnTo: string) => `/api/sign-in?returnTo=${encodeURIComponent(returnTo)}`,
    /** The same, also for somebody who was signed in a moment ago. */
    signInAgain: (returnTo: string) => `/api/sign-in?again=1&returnTo=${encodeURIComponent(returnTo)}`,
    /** The same, and the provider asks who it is even if it knows somebody already. */
    signInAnew: (returnTo: string) => `/api/sign-in?anew=1&returnTo=${encodeURIComponent(returnTo)}`,
    /** Where the provider sends people back to; it has to know this address. */
    signInCallback: '/api/sign-in/callback',
    signOut: '/api/sign-out',
    session: '/api/session',
    live: (id: string) => `/api/${part(id)}/live`,
    /** What the viewer may do. */
    rights: (id: string) => `/api/${part(id)}/rights`,
    endpoint: (id: string, name: string) => `/api/${part(id)}/endpoints/${part(name)}`,
    /** Tries a connection and tells its steps. */
    connectionTest: (id: string) => `/api/${part(id)}/connection-tests`,
    /** The same, with a client certificate that is stored for another host. */
    connectionTestElsewhere: (id: string) => `/api/${part(id)}/connection-tests/elsewhere`,
    endpointTypes: (id: string) => `/api/${part(id)}/endpoint-types`,
    dataflow: (id: string, name: string) => `/api/${part(id)}/dataflows/${part(name)}`,
    /** Which instances are in reach. */
    instances: (id: string) => `/api/${part(id)}/instances`,
    /** What has become of a bridge, by the name of its dataflow. */
    timeline: (id: string, bridge: string) => `/api/${part(id)}/bridges/${part(bridge)}/timeline`,
    /** What the secret forms start from. */
    secrets: (id: string) => `/api/${part(id)}/secrets`,
    secret: (id: string, name: string) => `/api/${part(id)}/secrets/${part(name)}`,
    /** The Secrets that the portal wrote itself, without their data. */
    writtenSecrets: (id: string) => `/api/${part(id)}/written-secrets`,
    /** The secrets of a vault, without values. */
    vault: (id: string, vault: string) => `/api/${part(id)}/vault/${part(vault)}`,
    alive: '/api/health/live',
    ready: '/api/health/ready',
  },
} as const
