import { isTree, type Tree } from '@/lib/core/tree'
import { armProperties, armType, armVersion, customLocationType } from './arm-model'
import type { EndpointDraft } from './draft'

/** A template for `az deployment group create --template-file`. Instance and custom location are its parameters. */
export const toArm = (drafts: readonly EndpointDraft[]): string =>
  `${JSON.stringify(
    {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      parameters: {
        instanceName: { type: 'string', metadata: { description: 'The Azure IoT Operations instance.' } },
        customLocationName: { type: 'string', metadata: { description: 'The custom location of the instance.' } },
      },
      resources: drafts.map(({ name, spec }) => ({
        type: armType,
        apiVersion: armVersion,
        name: `[concat(parameters('instanceName'), '/${name.replaceAll("'", "''")}')]`,
        extendedLocation: {
          name: `[resourceId('${customLocationType}', parameters('customLocationName'))]`,
          type: 'CustomLocation',
        },
        properties: literal(armProperties(spec)),
      })),
    },
    null,
    2,
  )}\n`

/**
 * A text in square brackets is an expression to Resource Manager, unless it begins with two ("Syntax and expressions in
 * ARM templates", escape characters).
 */
const isBracketed = (text: string): boolean => text.startsWith('[') && text.endsWith(']')

const literal = (value: unknown): unknown => mapTexts(value, (text) => (isBracketed(text) ? `[${text}` : text))

/** Is this text, as it stands in a template, something to be worked out? */
export const isExpression = (text: string): boolean => isBracketed(text) && !text.startsWith('[[')

/** What a template's literal texts say. */
export const unescaped = (tree: Tree): Tree =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      mapTexts(value, (text) => (isBracketed(text) && text.startsWith('[[') ? text.slice(1) : text)),
    ]),
  )

const mapTexts = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change))
  if (!isTree(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, change)]))
}
