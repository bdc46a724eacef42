import { armProperties } from './arm-model'
import type { EndpointDraft } from './draft'

/**
 * For a shell in which `az login` was done. The general form and not `endpoint create <type>`: that one leaves out what is
 * zero (it asks each flag whether it is true) and has no flag for some fields, and this one takes all properties as they are
 * (Azure/azure-iot-ops-cli-extension, dataflows.py).
 */
export const toCli = (drafts: readonly EndpointDraft[]): string =>
  [
    `# The instance and the resource group it is in.
INSTANCE='<instance>'
RESOURCE_GROUP='<resource group>'
`,
    ...drafts.map(({ name, spec }) => {
      const file = quoted(`${/^[a-z0-9][a-z0-9.-]*$/.test(name) ? name : 'endpoint'}.json`)
      // No line of the JSON can end the here-document: each begins with a brace or a space.
      return `cat > ${file} <<'JSON'
${JSON.stringify(armProperties(spec), null, 2)}
JSON
az iot ops dataflow endpoint apply \\
  --resource-group "$RESOURCE_GROUP" --instance "$INSTANCE" \\
  --name ${quoted(name)} --config-file ${file}
`
    }),
  ].join('\n')

/** A text that a shell takes as it is. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
