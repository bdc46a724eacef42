import { notFound, redirect } from 'next/navigation'
import { MessagePage } from '@/components/shell/message-page'
import { paths } from '@/lib/core/paths'
import { listInstances } from '@/lib/kubernetes/config.server'

/** The first instance is the home: the kubeconfig's current context. */
export default function Home() {
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
  const [first] = instances.value
  if (!first) notFound()
  redirect(paths.instance(first.id))
}
