'use client'

import { CloudArrowUpRegular } from '@fluentui/react-icons/svg/cloud-arrow-up'
import { DatabaseRegular } from '@fluentui/react-icons/svg/database'
import { PipelineRegular } from '@fluentui/react-icons/svg/pipeline'
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected'
import { PulseRegular } from '@fluentui/react-icons/svg/pulse'
import { ServerRegular } from '@fluentui/react-icons/svg/server'
import type { ComponentType } from 'react'
import type { EndpointIcon } from '@/lib/endpoints/types/define'

const icons: Record<EndpointIcon, ComponentType<{ 'aria-hidden'?: boolean }>> = {
  'local-broker': ServerRegular,
  'event-grid': CloudArrowUpRegular,
  'custom-broker': PlugConnectedRegular,
  kafka: PipelineRegular,
  storage: DatabaseRegular,
  telemetry: PulseRegular,
}

/** The sign of an endpoint type. Always beside its name, so it says nothing by itself. */
export function TypeIcon({ icon }: { icon: EndpointIcon }) {
  const Icon = icons[icon]
  return <Icon aria-hidden />
}
