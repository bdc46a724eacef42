import { notFound, redirect } from 'next/navigation'
import { MessagePage } from '@/components/shell/message-page'
import { paths } from '@/lib/core/paths'
import { homeInstance } from '@/lib/access/page.server'
import { listInstances } from '@/lib/kubernetes/config.server'

/** Home is the kubeconfig's current context, or else the first instance of which the viewer may see anything. */
export default async function Home() {
  const instances = listInstances()
  if (!instances.ok) {
    const { message, next } = instances.failure
    return (
      <main>
        <MessagePage title="No instance">
          {message} {next}
        </MessagePage>
      </main>
    )
  }
  // Nothing to see anywhere: the first one says what is missing.
  const first = (await homeInstance()) ?? instances.value[0]
  if (!first) notFound()
  redirect(paths.instance(first.id))
}
