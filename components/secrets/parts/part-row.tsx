'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { useId, useRef } from 'react'
import { GuardedButton } from '@/components/ui/guarded-button'
import { restoresFocus } from '@/components/ui/restore-focus'
import type { Right } from '@/components/shell/right-to'
import type { CredentialPart } from '@/lib/brokers/credentials'
import { parts, type SlotTexts } from '@/lib/secrets/slots'
import type { Finding } from '@/lib/secrets/workbench-types'
import { FindingList } from '../finding-list'
import type { Part } from './draft'
import { PartFacts } from './part-facts'

const useStyles = makeStyles({
  row: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  label: { fontWeight: tokens.fontWeightRegular },
  star: { color: tokens.colorPaletteRedForeground3, paddingLeft: tokens.spacingHorizontalXS },
  chip: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS} ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
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
  required,
  part,
  vault,
  findings,
  missing,
  right,
  onAdd,
  onRemove,
  onFix,
}: {
  slot: CredentialPart
  required: boolean
  part: Part | undefined
  vault: string
  findings: readonly Finding[]
  /** Why it cannot be left out, once that was judged. */
  missing?: string
  /** To make a synced secret. */
  right: Right
  onAdd: () => void
  onRemove: () => void
  onFix: (slots: SlotTexts) => void
}) {
  const styles = useStyles()
  const id = useId()
  const choose = useRef<HTMLButtonElement>(null)
  const { label } = parts[slot]
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
      <div className={part && styles.chip}>
        {part && <PartFacts part={part} vault={vault} />}
        {/* One and the same button before and after: the dialog gives the focus back to the one that opened it. */}
        <GuardedButton
          {...restoresFocus}
          leave={right}
          ref={choose}
          size={part ? 'small' : 'medium'}
          appearance={part ? 'subtle' : 'secondary'}
          icon={part ? undefined : <AddRegular />}
          aria-label={part ? `Replace ${label}` : `Add reference for ${label}`}
          onClick={onAdd}
        >
          {part ? 'Replace' : 'Add reference'}
        </GuardedButton>
        {part && (
          <Button
            size="small"
            appearance="subtle"
            aria-label={`Remove ${label}`}
            onClick={() => {
              choose.current?.focus()
              onRemove()
            }}
          >
            Remove
          </Button>
        )}
      </div>
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
