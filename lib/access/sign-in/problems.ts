/** Why somebody is not signed in. The list is closed: only its keys travel in addresses, so no link can put words here. */
export const signInProblems = {
  unreachable: {
    status: 503,
    title: 'The sign-in service cannot be reached',
    text: 'The portal cannot sign anybody in until the sign-in service answers. Whoever is signed in already works on.',
    next: 'Try again in a moment. If it goes on, check the way from the portal to the sign-in service.',
  },
  misconfigured: {
    status: 502,
    title: 'The sign-in service does not accept the portal',
    text: 'The sign-in service answered, but it refused the portal itself.',
    next: 'Whoever runs the portal has to check its client ID, its secret and the redirect address.',
  },
  stale: {
    status: 400,
    title: 'This sign-in cannot be finished',
    text: 'It was begun in another browser, more than ten minutes ago, or is finished already.',
    next: 'Sign in again from here.',
  },
  denied: {
    status: 403,
    title: 'The sign-in service did not let you in',
    text: 'You may have cancelled, or your account may not use this portal.',
    next: 'Sign in again, or ask for the portal to be assigned to your account.',
  },
  untrusted: {
    status: 400,
    title: 'The sign-in service’s answer is not for this portal',
    text: 'What came back was made out to somebody else, is too old, or is not signed by the sign-in service. Nobody was signed in.',
    next: 'Sign in again. If it happens again, whoever runs the portal should look for the operation in the log.',
  },
  tenant: {
    status: 403,
    title: 'Your organisation has no access here',
    text: 'You signed in with an account of a tenant whose people this portal does not let in.',
    next: 'Sign in with your account of the plant’s organisation.',
  },
  nameless: {
    status: 403,
    title: 'The sign-in service does not say who you are',
    text: 'Its answer lacks the claim that names you to the cluster, so nobody could say who did what.',
    next: 'Whoever runs the portal has to check SLUICE_OIDC_USER_CLAIM, or the claims of the sign-in service.',
  },
  reserved: {
    status: 403,
    title: 'This account cannot be used here',
    text: 'Its name or one of its groups begins with “system:”, which Kubernetes keeps for itself. The portal never acts in such a name.',
    next: 'Sign in with an account of your own, without that group.',
  },
  overage: {
    status: 403,
    title: 'You are in more groups than the sign-in service tells',
    text: 'With so many groups it sends none of them, so the portal cannot know what you may do. It lets nobody in with a part of their rights.',
    next: 'Whoever runs the portal can use app roles instead of groups (SLUICE_OIDC_GROUPS_CLAIM=roles), or limit the groups to those assigned to the portal.',
  },
  groups: {
    status: 403,
    title: 'Your groups cannot be read',
    text: 'The sign-in service sends them in a form that the portal does not know, so it cannot know what you may do.',
    next: 'Whoever runs the portal has to check SLUICE_OIDC_GROUPS_CLAIM: the claim must be a list of names.',
  },
  large: {
    status: 403,
    title: 'You are in too many groups',
    text: 'Your browser would not keep a sign-in with so many groups.',
    next: 'Whoever runs the portal can use app roles instead of groups (SLUICE_OIDC_GROUPS_CLAIM=roles), or limit the groups to those assigned to the portal.',
  },
  loop: {
    status: 403,
    title: 'Your sign-in did not last',
    text: 'You signed in a moment ago, and the portal does not know you any more. It stops here rather than sending you round in circles.',
    next: 'Sign in again. If it happens again, whoever runs the portal should check that all its replicas have the same SLUICE_SESSION_KEYS and the right time.',
  },
} as const satisfies Record<string, { status: number; title: string; text: string; next: string }>

export type SignInProblem = keyof typeof signInProblems

export const isSignInProblem = (text: unknown): text is SignInProblem =>
  typeof text === 'string' && Object.hasOwn(signInProblems, text)
