'use client'

import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download'

/** Gives a text to the browser as a file of this name. It is made here: nothing is asked of the server. */
export function DownloadButton({ text, file, label = 'Download' }: { text: string; file: string; label?: string }) {
  const download = () => {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = address
    link.download = file
    link.click()
    // The browser has taken it by then: a link to a blob is followed at once.
    setTimeout(() => URL.revokeObjectURL(address), 0)
  }
  return (
    <Button size="small" appearance="subtle" icon={<ArrowDownloadRegular />} onClick={download}>
      {label}
    </Button>
  )
}
