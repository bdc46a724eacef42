'use client'

import { useEffect, useState } from 'react'
import { readObjects, type ReadObject } from '@/lib/endpoints/imports/read-objects'
import { ImportReviewDialog } from './import-review'
import { ImportSource } from './import-source'
import { readFiles } from './read-files'

/**
 * Import: first what is to be imported, pasted or out of files, then a review of each object in it. Nothing is written
 * before that. What is given stays in this browser but for the endpoints themselves.
 */
export function ImportDialog({
  instanceId,
  namespace,
  files,
  onClose,
}: {
  instanceId: string
  namespace: string
  /** What was dropped; without any it is asked for. */
  files: readonly File[]
  onClose: () => void
}) {
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<string>()
  const [objects, setObjects] = useState<{ list: readonly ReadObject[]; round: number }>()

  const take = async (given: readonly File[]) => {
    const content = await readFiles(given)
    setRefused('refused' in content ? content.refused : undefined)
    if ('text' in content) setText(content.text)
    return content
  }
  useEffect(() => {
    if (files.length === 0) return
    let here = true
    void readFiles(files).then((content) => {
      if (!here) return
      if ('refused' in content) return setRefused(content.refused)
      setText(content.text)
      const list = readObjects(content.text)
      if (list.length > 0) setObjects({ list, round: 0 })
      else setRefused('There is no object in it.')
    })
    return () => {
      here = false
    }
  }, [files])

  if (objects) {
    return (
      <ImportReviewDialog
        key={objects.round}
        instanceId={instanceId}
        namespace={namespace}
        objects={objects.list}
        onBack={() => setObjects(undefined)}
        onAgain={() => setObjects({ ...objects, round: objects.round + 1 })}
        onClose={onClose}
      />
    )
  }
  return (
    <ImportSource
      text={text}
      refused={refused}
      onText={(next) => {
        setRefused(undefined)
        setText(next)
      }}
      onFiles={take}
      onReview={() => {
        const list = readObjects(text)
        if (list.length > 0) setObjects({ list, round: 0 })
        else setRefused(text.trim() === '' ? 'Paste something first, or choose a file.' : 'There is no object in it.')
      }}
      onClose={onClose}
    />
  )
}
