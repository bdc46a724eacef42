'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ReactFlow, ReactFlowProvider, ViewportPortal, type NodeTypes } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useCallback, useMemo, useState } from 'react'
import { useLinkClicks } from '@/components/shell/use-link-clicks'
import { paths } from '@/lib/core/paths'
import type { Bridge } from '@/lib/runtime/bridge'
import { layoutPicture, nodeSize, type PictureEdge } from '@/lib/runtime/picture-layout'
import { bridgePath } from '../bridge-path'
import type { DrawBridge } from './draw-bridge'
import { BundlePopover } from './bundle-popover'
import { DrawingNotice } from './drawing-notice'
import { PictureControls } from './picture-controls'
import { usePictureFrame } from './picture-frame'
import { PictureLegend } from './picture-legend'
import { PictureLines } from './picture-lines'
import { PictureMark, useMarkClasses } from './picture-mark'
import { PictureNodeBox, type EndpointNode } from './picture-node'
import { PictureOmissions } from './picture-omissions'
import { useDrawing } from './use-drawing'
import { useEndpointNames } from './use-endpoint-names'
import { fit, usePictureView } from './use-picture-view'

const useStyles = makeStyles({
  keys: {
    ':focus-within': { outline: 'none' },
    '& .react-flow__pane': { cursor: 'grab' },
    '& .react-flow__node': { cursor: 'inherit' },
    '& .react-flow__connection-path': { stroke: tokens.colorBrandStroke1, strokeWidth: '2px', fill: 'none' },
  },
})

const nodeTypes = { endpoint: PictureNodeBox } satisfies NodeTypes
/** Its node wrappers carry a role description without a role, which readers must not be told. */
const domAttributes = { 'aria-roledescription': undefined }

type Props = {
  instanceId: string
  bridges: readonly Bridge[]
  /** Whether these are all bridges of the instance: then endpoints that none of them uses are shown too. */
  whole: boolean
  /** What was asked for: another choice is looked at as a whole. */
  view: string
  draw: DrawBridge | undefined
}

/** Endpoints as boxes, bridges as lines between them with their state on the line. Moves, zooms and fits; drawing
 * from one endpoint to another begins a bridge. */
export function Picture(props: Props) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  )
}

function Drawing({ instanceId, bridges, whole, view, draw }: Props) {
  const frame = usePictureFrame()
  const styles = useStyles()
  const endpoints = useEndpointNames(instanceId)
  const picture = useMemo(() => layoutPicture(bridges, whole ? endpoints : []), [bridges, whole, endpoints])
  const [hot, setHot] = useState<string>()
  const [opened, setOpened] = useState<{ id: string; button: HTMLElement }>()
  const open = useCallback((edge: PictureEdge, button: HTMLElement) => setOpened({ id: edge.id, button }), [])
  const bundle = opened && picture.edges.find(({ id }) => id === opened.id)
  const marks = useMarkClasses()
  const onClick = useLinkClicks()
  const { canvas, keys } = usePictureView(view, picture)
  const drawing = useDrawing(draw, picture.nodes)
  const nodes = useMemo(
    () =>
      picture.nodes.map((node): EndpointNode => ({
        id: node.id,
        type: 'endpoint',
        position: { x: node.x, y: node.y },
        ...nodeSize,
        domAttributes,
        data: { node, href: node.endpoint ? paths.endpoint(instanceId, node.endpoint) : undefined },
      })),
    [picture.nodes, instanceId],
  )

  return (
    <div
      className={mergeClasses(frame, styles.keys)}
      onClick={onClick}
      onFocus={keys.onFocus}
      onKeyDown={(event) => drawing.onKeyDown(event) || keys.onKeyDown(event)}
    >
      <ReactFlow
        aria-label="Picture of the bridges"
        aria-describedby="picture-keys"
        nodes={nodes}
        edges={none}
        nodeTypes={nodeTypes}
        fitView
        fitViewOptions={fit}
        {...canvas}
        minZoom={0.08}
        maxZoom={2}
        nodesDraggable={false}
        {...drawing.canvas}
        nodesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        proOptions={plain}
      >
        <ViewportPortal>
          <PictureLines edges={picture.edges} hot={hot} onHot={setHot} />
          {picture.edges.map((edge) => {
            const [only, ...others] = edge.bridges
            return (
              <PictureMark
                key={edge.id}
                edge={edge}
                href={only !== undefined && others.length === 0 ? bridgePath(instanceId, only) : undefined}
                hot={hot === edge.id}
                classes={marks}
                onOpen={open}
              />
            )
          })}
        </ViewportPortal>
        <PictureControls drawable={draw !== undefined} />
        <PictureLegend />
      </ReactFlow>
      {draw && <DrawingNotice from={drawing.from} onCancel={drawing.cancel} />}
      <PictureOmissions picture={picture} />
      {bundle && (
        <BundlePopover
          instanceId={instanceId}
          edge={bundle}
          bridges={bridges}
          button={opened.button}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  )
}

const none: never[] = []
const plain = { hideAttribution: true }
