'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { Shimmer } from '@/components/ui/shimmer'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import { usePictureFrame } from './picture-frame'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 208px))',
    justifyContent: 'space-evenly',
    alignContent: 'center',
    gap: `${tokens.spacingVerticalL} 8%`,
    height: '100%',
    padding: tokens.spacingHorizontalXXL,
  },
  middle: { gridColumn: 2, gridRow: '1 / span 4', alignSelf: 'center' },
})

/** In the shape of the picture that is about to stand there. */
export function PictureSkeleton() {
  const frame = usePictureFrame()
  const styles = useStyles()
  return (
    <div className={frame} role="status">
      <VisuallyHidden>Loading the picture …</VisuallyHidden>
      <div className={styles.columns} aria-hidden>
        <div className={styles.middle}>
          <Shimmer size="field" />
        </div>
        {Array.from({ length: 8 }, (_, box) => (
          <Shimmer key={box} size="field" />
        ))}
      </div>
    </div>
  )
}
