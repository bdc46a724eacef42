import ts from 'typescript'

/**
 * What is wrong with a source file that lets the browser call its functions, one line for each: every export of a
 * `'use server'` file is a public address, so its body is one call of `answer`, with its permission written out. Such a
 * function stands at the top of its file; none hides inside another. A file without the directive has nothing wrong.
 */
export function bareActions(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const hidden = hiddenActions(source)
  if (!hasDirective(source.statements)) return hidden
  return [...hidden, ...source.statements.filter(isExported).flatMap((statement) => faults(source, statement))]
}

/** How many functions of the file the browser can call. */
export function countActions(file: string, text: string): number {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  return hasDirective(source.statements) ? source.statements.filter(isExported).length : 0
}

function faults(source: ts.SourceFile, statement: ts.Statement): string[] {
  // Types are gone by the time anybody could call them.
  if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) return []
  const place = `${source.fileName}:${source.getLineAndCharacterOfPosition(statement.getStart()).line + 1}`
  if (!ts.isFunctionDeclaration(statement)) return [`${place}: an action is an exported function declaration`]
  const name = statement.name?.text ?? 'default'
  return isAnswered(statement) ? [] : [`${place}: ${name} does not consist of \`return answer('<permission>', …)\``]
}

function isAnswered({ body }: ts.FunctionDeclaration): boolean {
  const [only, ...more] = body?.statements ?? []
  if (!only || more.length > 0 || !ts.isReturnStatement(only) || !only.expression) return false
  const call = only.expression
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression) || call.expression.text !== 'answer') return false
  const [permission] = call.arguments
  return permission !== undefined && ts.isStringLiteral(permission) && importsAnswer(call.getSourceFile())
}

/** `answer` is the wrapper itself and not a namesake. */
const importsAnswer = (source: ts.SourceFile): boolean =>
  source.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text === '@/lib/access/answer.server' &&
      statement.importClause?.namedBindings?.getText().match(/(^|[{,\s])answer\s*[,}]/) != null,
  )

function hiddenActions(source: ts.SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) && hasDirective(node.statements)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${source.fileName}:${line + 1}: a function inside another is an action`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function hasDirective(statements: ts.NodeArray<ts.Statement>): boolean {
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) return false
    if (statement.expression.text === 'use server') return true
  }
  return false
}

const isExported = (statement: ts.Statement): boolean =>
  ts.isExportDeclaration(statement) ||
  ts.isExportAssignment(statement) ||
  (ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true)
