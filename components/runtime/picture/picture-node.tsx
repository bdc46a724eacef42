'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Handle, Position, type NodeProps, type Node } from '@xyflow/react'
import { memo } from 'react'
import type { PictureNode } from '@/lib/runtime/picture-layout'
import { tones, type Tone } from '@/lib/runtime/state'
import { StateMark } from '../state-mark'

export type EndpointNode = Node<{ node: PictureNode; href: string | undefined }, 'endpoint'>

const edge = (color: string) => ({ borderLeftColor: color })

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    width: '100%',
    height: '100%',
    padding: `0 ${tokens.spacingHorizontalS}`,
    overflow: 'hidden',
    pointerEvents: 'all',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderLeftWidth: '4px',
    borderRadius: tokens.borderRadiusMedium,
    textDecorationLine: 'none',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    boxShadow: tokens.shadow2,
  },
  link: {
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  unused: {
    borderTopStyle: 'dashed',
    borderRightStyle: 'dashed',
    borderBottomStyle: 'dashed',
    borderLeftStyle: 'dashed',
    boxShadow: 'none',
  },
  // Where drawing begins: small, so that the name stays the way to the page. By two classes, since React Flow's own rules
  // come later.
  from: {
    '&.react-flow__handle': {
      width: '14px',
      height: '14px',
      borderRadius: tokens.borderRadiusCircular,
      border: `${tokens.strokeWidthThick} solid ${tokens.colorBrandStroke1}`,
      backgroundColor: tokens.colorNeutralBackground1,
    },
    '&.react-flow__handle:hover': { backgroundColor: tokens.colorBrandBackground },
  },
  // All of the box is where drawing may end. React Flow lets the pointer through until something is drawn.
  to: {
    opacity: 0,
    '&.react-flow__handle': { top: 0, left: 0, width: '100%', height: '100%', transform: 'none' },
  },
  name: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
})

const useEdges = makeStyles({
  good: edge(tokens.colorStatusSuccessForeground1),
  warning: edge(tokens.colorStatusWarningForeground1),
  bad: edge(tokens.colorPaletteRedForeground1),
  neutral: edge(tokens.colorNeutralStroke1),
} satisfies Record<Tone, unknown>)

/** One endpoint in the role it has here, and the way to its page; the picture follows it without loading the page anew. */
export const PictureNodeBox = memo(function PictureNodeBox({
  data: { node, href },
  isConnectable,
}: NodeProps<EndpointNode>) {
  const styles = useStyles()
  const edges = useEdges()
  const { endpoint, state, place } = node
  const className = mergeClasses(styles.box, edges[tones[state]], place === 'unused' && styles.unused)
  const content = (
    <>
      <span className={styles.name}>{endpoint || 'no endpoint named'}</span>
      <StateMark state={state} />
    </>
  )
  if (href === undefined) return <div className={className}>{content}</div>
  return (
    <>
      <a
        href={href}
        draggable={false}
        className={mergeClasses(className, styles.link)}
        title={`${endpoint}, ${roleText(node)}`}
        data-picture-item
        data-endpoint={endpoint}
      >
        {content}
      </a>
      {isConnectable && (
        <>
          <Handle
            type="source"
            position={Position.Right}
            className={styles.from}
            title={`Draw a bridge from ${endpoint}`}
          />
          <Handle type="target" position={Position.Left} isConnectableStart={false} className={styles.to} />
        </>
      )}
    </>
  )
})

const roleText = ({ place, sides }: PictureNode): string =>
  place === 'unused' ? 'which no bridge uses' : `${roles[place]} of ${sides} ${sides === 1 ? 'bridge' : 'bridges'}`

const roles: Record<Exclude<PictureNode['place'], 'unused'>, string> = {
  left: 'source',
  middle: 'source or destination',
  right: 'destination',
}
