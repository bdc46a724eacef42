'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { CopyButton } from './copy-button'
import { DownloadButton } from './download-button'

const useStyles = makeStyles({
  frame: {
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  bar: {
    display: 'flex',
    justifyContent: 'flex-end',
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  code: {
    margin: 0,
    padding: tokens.spacingVerticalM,
    overflowX: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground1,
    whiteSpace: 'pre',
    tabSize: 2,
  },
})

/** Text in a fixed pitch that can be scrolled with the keyboard, copied whole, and kept as a `file` where it has a name. */
export function CodeView({ code, label, file }: { code: string; label: string; file?: string }) {
  const styles = useStyles()
  return (
    <div className={styles.frame}>
      <div className={styles.bar}>
        {file !== undefined && <DownloadButton text={code} file={file} />}
        <CopyButton text={code} />
      </div>
      <pre className={styles.code} tabIndex={0} role="region" aria-label={label}>
        {code}
      </pre>
    </div>
  )
}
