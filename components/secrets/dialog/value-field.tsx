'use client'

import { Button, Field, makeStyles, mergeClasses, Textarea, tokens } from '@fluentui/react-components'
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload'
import { useId, useRef, useState, type DragEvent } from 'react'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import type { Mixup } from '@/lib/secrets/mixups'
import { FindingList } from '../finding-list'
import { readFile } from './read-file'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  drop: {
    borderRadius: tokens.borderRadiusMedium,
    outlineOffset: '2px',
  },
  over: { outline: `2px dashed ${tokens.colorBrandStroke1}` },
  area: { width: '100%' },
  text: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, minHeight: '148px' },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  hint: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  file: { display: 'none' },
})

/** A secret value: typed or pasted over several lines, taken from a file, or dropped. Nothing completes or checks its spelling. */
export function ValueField({
  label,
  value,
  error,
  optional,
  onChange,
}: {
  label: string
  value: string
  error?: string
  optional?: boolean
  onChange: (value: string) => void
}) {
  const styles = useStyles()
  const [over, setOver] = useState(false)
  // A field holds text only: what was put right or refused before it got there is said here.
  const [aboutFile, setAboutFile] = useState<readonly Mixup[]>([])
  const [said, setSaid] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const id = useId()

  const take = async (file: File | undefined) => {
    setOver(false)
    if (!file) return
    const content = await readFile(file)
    if ('refused' in content) return setAboutFile(content.refused)
    setAboutFile(content.notes)
    setSaid(`${file.name} was read.`)
    onChange(content.text)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }

  return (
    <div className={styles.root}>
      <div
        className={mergeClasses(styles.drop, over && styles.over)}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Field label={label} required={!optional} validationState={error ? 'error' : 'none'} validationMessage={error}>
          <Textarea
            className={styles.area}
            // The control hands these two on to the element only this way.
            textarea={{ className: styles.text, autoComplete: 'off', autoCorrect: 'off' }}
            resize="vertical"
            value={value}
            placeholder="Paste the PEM text, or drop the file here"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(_, data) => {
              setAboutFile([])
              onChange(data.value)
            }}
          />
        </Field>
      </div>
      <div className={styles.bar}>
        <Button size="small" icon={<ArrowUploadRegular />} aria-describedby={id} onClick={() => input.current?.click()}>
          Choose file
        </Button>
        <span id={id} className={styles.hint}>
          .pem, .crt, .cer, .der or .key, read in this browser only
        </span>
        <input
          ref={input}
          className={styles.file}
          type="file"
          tabIndex={-1}
          aria-label={`File for ${label}`}
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <VisuallyHidden live="polite">{said}</VisuallyHidden>
      </div>
      <FindingList
        label="About the file"
        findings={aboutFile.map(({ id: finding, level, message, next, command }) => ({
          id: finding,
          level: level === 'refusal' ? ('refusal' as const) : ('note' as const),
          message,
          next,
          command,
        }))}
      />
    </div>
  )
}
