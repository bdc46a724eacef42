import { actsAs } from '@/lib/access/viewer'
import type { Viewer } from '@/lib/access/viewer'
import { paths } from '@/lib/core/paths'
import type { Failure } from '@/lib/core/result'
import { LookAgain } from './look-again'
import { MessagePage } from './message-page'
import { LinkButton } from './link-button'
import { SignOutButton } from './sign-out-button'

/**
 * Instead of a page that its viewer does not get: who that is, what is missing, whom to ask, and the ways on. Drawn on the
 * server, so that no more of the viewer reaches the browser than what it says.
 */
export function RefusedPage({ failure }: { failure: Failure & { viewer?: Viewer } }) {
  const { code, message, next, viewer } = failure
  const person = viewer && actsAs(viewer)
  return (
    <MessagePage
      title={code === 'forbidden' ? 'You cannot see this instance' : 'This page cannot be shown now'}
      actions={
        <>
          <LinkButton href={paths.root}>Try again</LinkButton>
          <SignOutButton />
        </>
      }
    >
      <p>
        {message} {next}
      </p>
      {person && (
        <p>
          You are signed in as {viewer.name}. The cluster knows you as {person.user}, {groupsText(person.groups)}.
        </p>
      )}
      {code !== 'forbidden' && <LookAgain />}
    </MessagePage>
  )
}

const groupsText = (groups: readonly string[]): string =>
  groups.length === 0 ? 'in no group' : `in the ${groups.length === 1 ? 'group' : 'groups'} ${groups.join(', ')}`
