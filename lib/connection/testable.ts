import type { EndpointType } from '@/lib/endpoints/types/define'

/** Only what speaks MQTT can be tried. */
export const isTestable = ({ settings }: Pick<EndpointType, 'settings'>): boolean => settings === 'mqttSettings'
