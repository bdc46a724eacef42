'use client'

import { Button, Field, makeStyles, mergeClasses, Textarea, tokens } from '@fluentui/react-components'
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload'
import { useRef } from 'react'
import { DialogShell } from '@/components/ui/dialog-shell'
import { useFileDrop } from './use-file-drop'

const useStyles = makeStyles({
  drop: { borderRadius: tokens.borderRadiusMedium, outlineOffset: '2px' },
  over: { outline: `2px dashed ${tokens.colorBrandStroke1}` },
  area: { width: '100%' },
  text: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, minHeight: '280px' },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  hint: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  file: { display: 'none' },
})

/** What is to be imported: typed, pasted, dropped or out of files. */
export function ImportSource({
  text,
  refused,
  onText,
  onFiles,
  onReview,
  onClose,
}: {
  text: string
  refused: string | undefined
  onText: (text: string) => void
  onFiles: (files: readonly File[]) => unknown
  onReview: () => void
  onClose: () => void
}) {
  const styles = useStyles()
  const input = useRef<HTMLInputElement>(null)
  const drop = useFileDrop(onFiles)
  return (
    <DialogShell
      title="Import endpoints"
      size="large"
      keep
      onSubmit={onReview}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" appearance="primary">
            Review
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className={mergeClasses(styles.drop, drop.over && styles.over)} {...drop.handlers}>
        <Field
          label="YAML or ARM JSON"
          hint="Manifests of dataflow endpoints, several documents too, or a template of Azure Resource Manager. Nothing is written before you have reviewed it."
          validationState={refused ? 'error' : 'none'}
          validationMessage={refused}
        >
          <Textarea
            className={styles.area}
            textarea={{ className: styles.text, autoComplete: 'off', autoCorrect: 'off' }}
            resize="vertical"
            value={text}
            placeholder="Paste it here, or drop files"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(_, data) => onText(data.value)}
          />
        </Field>
      </div>
      <div className={styles.bar}>
        <Button size="small" icon={<ArrowUploadRegular />} onClick={() => input.current?.click()}>
          Choose files
        </Button>
        <span className={styles.hint}>.yaml, .yml or .json, up to 512 KB, read in this browser</span>
        <input
          ref={input}
          className={styles.file}
          type="file"
          multiple
          accept=".yaml,.yml,.json"
          tabIndex={-1}
          aria-label="Files to import"
          onChange={(event) => {
            void onFiles([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </div>
    </DialogShell>
  )
}
