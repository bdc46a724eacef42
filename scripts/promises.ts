import ts from 'typescript'

/** A row of a table of promises: what is promised, and the tests that hold it. */
export type Promised = { promise: string; tests: string[] }

/** The rows of all tables of a document whose last column is "Held by". */
export function promisesOf(markdown: string): Promised[] {
  const rows: Promised[] = []
  let holding = false
  for (const line of markdown.split('\n')) {
    if (!line.startsWith('|')) {
      holding = false
      continue
    }
    const cells = line.split('|').slice(1, -1)
    const last = cells.at(-1)?.trim() ?? ''
    if (last === 'Held by') holding = true
    else if (holding && !/^-+$/.test(last)) {
      rows.push({
        promise: cells[0]?.trim() ?? '',
        tests: [...last.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''),
      })
    }
  }
  return rows
}

/** The titles of the tests of a file, of the groups they stand in and of the cases that a table gives them. */
export function titlesOf(file: string, text: string): string[] {
  const titles: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(test|it|describe)/.test(node.expression.getText())) {
      const [title] = node.arguments
      if (title && isText(title)) titles.push(title.getText())
      if (title && ts.isArrayLiteralExpression(title)) {
        for (const each of title.elements) {
          const [name] = ts.isArrayLiteralExpression(each) ? each.elements : [each]
          if (name && isText(name)) titles.push(name.getText())
        }
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  return titles
}

const isText = (node: ts.Node): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)
