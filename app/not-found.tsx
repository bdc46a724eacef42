import type { Metadata } from 'next'
import { MessagePage } from '@/components/shell/message-page'
import { LinkButton } from '@/components/shell/link-button'
import { openInstances } from '@/lib/access/page.server'
import { paths } from '@/lib/core/paths'
import type { ListedInstance } from '@/lib/kubernetes/instance'

export const metadata: Metadata = { title: 'Not found' }

const isOpen = (instance: ListedInstance): boolean => 'server' in instance

/** For an address that leads nowhere, and for an instance that this portal does not serve. Names only what the viewer may open. */
export default async function NotFound() {
  const instances = await openInstances()
  return (
    <main>
      <MessagePage
        title="There is nothing at this address"
        actions={
          instances.ok &&
          instances.value.filter(isOpen).map(({ id, context }) => (
            <LinkButton key={id} href={paths.instance(id)}>
              Open {context}
            </LinkButton>
          ))
        }
      >
        The address names no page, or an instance that this portal does not serve. These are the instances it serves.
      </MessagePage>
    </main>
  )
}
