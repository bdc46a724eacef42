'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { useId } from 'react'
import { restoresFocus } from '@/components/ui/restore-focus'
import { slots, type Slot, type SlotTexts } from '@/lib/secrets/slots'
import type { Finding } from '@/lib/secrets/workbench-types'
import { FindingList } from '../finding-list'
import type { Part } from './draft'
import { PartChip } from './part-chip'

const useStyles = makeStyles({
  row: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  label: { fontWeight: tokens.fontWeightRegular },
  star: { color: tokens.colorPaletteRedForeground3, paddingLeft: tokens.spacingHorizontalXS },
  add: { alignSelf: 'flex-start' },
  missing: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorStatusDangerForeground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** One part of the synced secret: what was chosen for it, or the way to choose. */
export function PartRow({
  slot,
  part,
  vault,
  findings,
  missing,
  onAdd,
  onRemove,
  onFix,
}: {
  slot: Slot
  part: Part | undefined
  vault: string
  findings: readonly Finding[]
  /** Why it cannot be left out, once that was judged. */
  missing?: string
  onAdd: () => void
  onRemove: () => void
  onFix: (slots: SlotTexts) => void
}) {
  const styles = useStyles()
  const id = useId()
  const { label, required } = slots[slot]
  return (
    <div className={styles.row} role="group" aria-labelledby={id} data-part={slot}>
      <span id={id} className={styles.label}>
        {label}
        {required && (
          <span className={styles.star} aria-hidden>
            *
          </span>
        )}
      </span>
      {part ? (
        <PartChip part={part} vault={vault} label={label} onReplace={onAdd} onRemove={onRemove} />
      ) : (
        <Button
          {...restoresFocus}
          className={styles.add}
          icon={<AddRegular />}
          aria-label={`Add reference for ${label}`}
          onClick={onAdd}
        >
          Add reference
        </Button>
      )}
      {missing && (
        <span className={styles.missing} role="alert">
          <ErrorCircleRegular aria-hidden />
          {missing}
        </span>
      )}
      <FindingList label={`About ${label}`} findings={findings.filter(({ level }) => level !== 'note')} onFix={onFix} />
    </div>
  )
}
