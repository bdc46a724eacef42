/**
 * A cheap look at YAML or JSON before it is parsed. The parser recurses, so text that nests thousands deep overflows its
 * stack, and text of megabytes keeps a thread busy. What the portal reads nests a few levels.
 */
export const maxYamlBytes = 512 * 1024
const maxDepth = 32

/** A sentence when the text must not be parsed, else nothing. */
export const yamlGuard = (text: string): string | undefined => {
  if (text.length > maxYamlBytes) return 'it is larger than 512 KB'
  let open = 0
  for (const char of text) {
    if (char === '[' || char === '{') open += 1
    else if (char === ']' || char === '}') open = Math.max(0, open - 1)
    if (open > maxDepth) return 'it nests too deeply'
  }
  // Block collections nest by indentation, or by several indicators on one line.
  const deep = text.split('\n').some((line) => /^(?: *[-?:] ){33}/.test(line) || /^ {256}/.test(line))
  return deep ? 'it nests too deeply' : undefined
}
