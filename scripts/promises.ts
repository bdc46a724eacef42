import ts from 'typescript'

/** A row of a table of promises: what is promised, the tests that hold it, and what stands between the two. */
export type Promised = { promise: string; tests: string[]; between: string[] }

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
        between: cells.slice(1, -1).map((cell) => cell.trim()),
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
      if (title) titles.push(...casesOf(title))
    }
    if (ts.isForOfStatement(node)) titles.push(...casesOf(node.expression))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  return titles
}

/** The first text of each case that is listed in the source itself. */
function casesOf(expression: ts.Expression): string[] {
  const listed = ts.isAsExpression(expression) ? expression.expression : expression
  if (!ts.isArrayLiteralExpression(listed)) return []
  return listed.elements.flatMap((each) => {
    const [name] = ts.isArrayLiteralExpression(each) ? each.elements : [each]
    return name && isText(name) ? [name.getText()] : []
  })
}

const isText = (node: ts.Node): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)
