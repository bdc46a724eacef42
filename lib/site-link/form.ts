/**
 * What the wizard asks for to link this site to its parent: a broker to trust and to be known by, and what goes there.
 * Texts, as forms hold them; empty is *not set*. A private key is never among it.
 */
export type SiteLinkForm = {
  /** The endpoint's name; the names of everything else are made of it. */
  name: string
  host: string
  /** Whose certificate the parent's broker may show: pasted, in a config map that is there, or a public authority's. */
  trust: 'paste' | 'config-map' | 'public'
  pem: string
  caConfigMap: string
  /** The client certificate: a synced secret that is made here, or one that is there. */
  identity: 'new' | 'there'
  secretName: string
  thereName: string
  clientIdPrefix: string
  /** The endpoint of the local broker. */
  local: string
  profile: string
  /** Topic filters of what goes up, one on a line, and the topic it goes to. */
  topics: string
  target: string
  /** Is there a bridge down as well? */
  down: 'on' | 'off'
  downTopics: string
  downTarget: string
}

export type LinkField = keyof SiteLinkForm

/** The pages in their order, each with the fields that stand on it. */
export const pageFields = {
  parent: ['name', 'host', 'trust', 'pem', 'caConfigMap'],
  identity: ['identity', 'secretName', 'thereName', 'clientIdPrefix'],
  topics: ['local', 'profile', 'topics', 'target', 'down', 'downTopics', 'downTarget'],
  review: [],
} as const satisfies Record<string, readonly LinkField[]>

export type LinkPage = keyof typeof pageFields

export const linkPages = Object.keys(pageFields) as LinkPage[]

export const isLinkPage = (text: string | null): text is LinkPage => text !== null && Object.hasOwn(pageFields, text)

/** What the objects of a link are called. Dots are not allowed in a dataflow's name, so none come in. */
export const linkNames = (name: string) => ({
  trust: `${name}-ca`,
  secret: `${name}-client`,
  up: `${name}-up`,
  down: `${name}-down`,
})

/** How long the link's name may be: the longest that is made of it has to fit a dataflow. */
export const longestName = 63 - '-down'.length

/** A name that no endpoint has yet. */
const freeName = (base: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(base)) return base
  for (let number = 2; ; number += 1) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32)

/**
 * The prefix that tells this site from others at the parent: two sites whose dataflows have the same names push each other
 * off the broker otherwise (known issue 8891 of Azure IoT Operations), and it has to be there from the beginning.
 */
export const offeredPrefix = (instance: string): string => (slug(instance) === '' ? '' : `${slug(instance)}-`)

export const initialLink = (instance: string, endpoints: ReadonlySet<string> = new Set()): SiteLinkForm => {
  const name = freeName('parent-site', endpoints)
  return {
    name,
    host: '',
    trust: 'paste',
    pem: '',
    caConfigMap: '',
    identity: 'new',
    secretName: linkNames(name).secret,
    thereName: '',
    clientIdPrefix: offeredPrefix(instance),
    local: 'default',
    profile: 'default',
    topics: '',
    target: '',
    down: 'off',
    downTopics: '',
    downTarget: '',
  }
}

/** Has anything been typed or chosen that leaving would lose? */
export const isTouched = (form: SiteLinkForm, initial: SiteLinkForm): boolean =>
  (Object.keys(initial) as LinkField[]).some((field) => form[field].trim() !== initial[field].trim())

/** The form with another name, and with it the names that were offered of the old one. */
export const renamed = (form: SiteLinkForm, name: string): SiteLinkForm => ({
  ...form,
  name,
  secretName: form.secretName === linkNames(form.name.trim()).secret ? linkNames(name.trim()).secret : form.secretName,
})
