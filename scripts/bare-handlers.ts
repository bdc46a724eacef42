import ts from 'typescript'

/** Route handlers that stand without the wrapper, and why each may. Everything else is refused. */
export const openRoutes: Readonly<Record<string, string>> = {
  'app/api/[...path]/route.ts': 'answers everybody that there is nothing',
  'app/api/health/live/route.ts': 'probes have no cookie and call by the address of the pod',
  'app/api/health/ready/route.ts': 'probes have no cookie and call by the address of the pod',
  'app/api/metrics/route.ts': 'asks for a token of its own',
  'app/api/sign-in/route.ts': 'nobody has a session yet',
  'app/api/sign-in/callback/route.ts': 'nobody has a session yet',
  'app/api/session/route.ts': 'tells whether there is a session, and nothing else',
  'app/api/sign-out/route.ts': 'ends a session, whether it still holds or not',
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * What is wrong with a `route.ts`, one line for each: every method it exports is a public address, so it is one call of
 * `handle`, with its permission written out. Besides methods it exports only settings of Next, written as constants.
 */
export function bareHandlers(file: string, text: string): string[] {
  if (file in openRoutes) return []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  return source.statements.filter(isExported).flatMap((statement) => faults(source, statement))
}

function faults(source: ts.SourceFile, statement: ts.Statement): string[] {
  if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) return []
  const place = `${source.fileName}:${source.getLineAndCharacterOfPosition(statement.getStart()).line + 1}`
  if (!ts.isVariableStatement(statement)) return [`${place}: a handler is \`export const <METHOD> = handle(…)\``]
  return statement.declarationList.declarations
    .filter(({ name, initializer }) => !isGood(source, name.getText(), initializer))
    .map(({ name }) => `${place}: ${name.getText()} is not \`handle('<permission>', …)\``)
}

function isGood(source: ts.SourceFile, name: string, value: ts.Expression | undefined): boolean {
  if (value === undefined) return false
  if (!methods.has(name)) return ts.isLiteralExpression(value) || value.kind === ts.SyntaxKind.FalseKeyword
  if (!ts.isCallExpression(value) || value.expression.getText() !== 'handle') return false
  const [permission] = value.arguments
  return permission !== undefined && ts.isStringLiteral(permission) && importsHandle(source)
}

/** `handle` is the wrapper itself and not a namesake. */
const importsHandle = (source: ts.SourceFile): boolean =>
  source.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text === '@/lib/access/handle.server' &&
      statement.importClause?.namedBindings?.getText().match(/(^|[{,\s])handle\s*[,}]/) != null,
  )

const isExported = (statement: ts.Statement): boolean =>
  ts.isExportDeclaration(statement) ||
  ts.isExportAssignment(statement) ||
  (ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true)
