import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The project's folder, with a slash at its end. */
const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

/** A source file of ours, parsed. */
export type Source = { readonly path: string; readonly tree: ts.SourceFile }

/** One import, export-from or `import()` of a source. */
export type Import = {
  readonly specifier: string
  /** The file of ours it names, as a path from the project's folder; undefined for packages. */
  readonly target: string | undefined
}

/** Every TypeScript file of these folders, generated ones left out. */
export function readSources(folders: readonly string[]): readonly Source[] {
  return globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: PROJECT },
  )
    .filter(
      (path) =>
        !path.includes('node_modules/') && !path.startsWith('prisma/generated/') && !path.endsWith('.d.ts'),
    )
    .sort()
    .map((path) => ({
      path,
      tree: ts.createSourceFile(path, readFileSync(PROJECT + path, 'utf8'), ts.ScriptTarget.Latest, true),
    }))
}

/** What a source imports, the type-only imports among it. */
export function listImports({ path, tree }: Source): readonly Import[] {
  const specifiers: string[] = []
  walk(tree, (node) => {
    const specifier = specifierOf(node)
    if (specifier && ts.isStringLiteralLike(specifier)) specifiers.push(specifier.text)
  })
  return specifiers.map((specifier) => ({ specifier, target: resolve(path, specifier) }))
}

/** Whether a file runs in the browser: it says so in its first statement. */
export function isClientFile({ tree }: Source): boolean {
  const [first] = tree.statements
  return (
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === 'use client'
  )
}

/** Calls `visit` with every node of a tree, parents first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  node.forEachChild((child) => walk(child, visit))
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0]
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal
  return undefined
}

const roots: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(`${PROJECT}package.json`, 'utf8'),
).imports

function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  const [root, folder] =
    Object.entries(roots).find(([pattern]) => specifier.startsWith(pattern.replace('*', ''))) ?? []
  if (!root || !folder) return undefined
  return posix.normalize(folder.replace('*', specifier.slice(root.length - 1)))
}
