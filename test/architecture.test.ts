import { expect } from 'chai'
import ts from 'typescript'
import { isClientFile, listImports, readSources, type Source, walk } from './setup/sources.ts'

type Room = {
  readonly name: string
  /** Which files are in it: the first room that says yes has the file. */
  readonly has: (path: string) => boolean
  /** The rooms it may import from, besides itself. */
  readonly mayImport: readonly string[]
}

const inFolder = (folder: string) => (path: string) => path.startsWith(`${folder}/`)

/** Imports run one way. */
const rooms: readonly Room[] = [
  { name: 'core', has: inFolder('core'), mayImport: [] },
  { name: 'runtime', has: inFolder('runtime'), mayImport: ['core'] },
  { name: 'prisma', has: inFolder('prisma'), mayImport: [] },
  { name: 'indexer', has: inFolder('indexer'), mayImport: ['core', 'runtime', 'prisma'] },
  { name: 'server', has: inFolder('app/_server'), mayImport: ['core', 'runtime', 'prisma'] },
  { name: 'ui', has: inFolder('app/_ui'), mayImport: ['core'] },
  { name: 'api', has: inFolder('app/api'), mayImport: ['core', 'server'] },
  {
    name: 'entry',
    has: (path) => path === 'app/server.ts',
    mayImport: ['core', 'runtime', 'prisma', 'server', 'api'],
  },
  { name: 'pages', has: inFolder('app'), mayImport: ['core', 'ui', 'server'] },
  { name: 'scripts', has: inFolder('scripts'), mayImport: ['*'] },
  { name: 'bench', has: inFolder('bench'), mayImport: ['*'] },
  { name: 'test', has: inFolder('test'), mayImport: ['*'] },
]

/** Rooms that only look: whatever they reach for, nobody reaches into them. */
const isFree = ({ mayImport }: Room) => mayImport.includes('*')

const sources = readSources(['core', 'runtime', 'prisma', 'indexer', 'app', 'scripts', 'bench', 'test'])

function roomOf(path: string): Room {
  const room = rooms.find(({ has }) => has(path))
  if (!room) throw new Error(`${path} is in no room`)
  return room
}

/** The imports of a room's sources that `isWrong` holds against them, each as `file → what it imports`. */
function findImports(
  name: string,
  isWrong: (source: Source, target: string, specifier: string) => boolean,
): readonly string[] {
  return sources
    .filter(({ path }) => roomOf(path).name === name)
    .flatMap((source) =>
      listImports(source)
        .filter(({ target, specifier }) => target !== undefined && isWrong(source, target, specifier))
        .map(({ specifier }) => `${source.path} → ${specifier}`),
    )
}

describe('rooms', () => {
  for (const room of rooms.filter((candidate) => !isFree(candidate))) {
    describe(room.name, () => {
      const allowed = [room.name, ...room.mayImport]

      it(`imports from ${allowed.join(', ')} only`, () => {
        expect(findImports(room.name, (_, target) => !allowed.includes(roomOf(target).name))).to.deep.equal(
          [],
        )
      })

      it('names other rooms by their roots, not by ../', () => {
        const climbs = (_: Source, target: string, specifier: string) =>
          specifier.startsWith('.') && roomOf(target).name !== room.name
        expect(
          findImports(room.name, climbs).filter((line) => !line.startsWith('app/server.ts')),
        ).to.deep.equal([])
      })
    })
  }

  describe('pages', () => {
    it('import the server in server components only', () => {
      const reaches = (source: Source, target: string) =>
        isClientFile(source) && roomOf(target).name === 'server'
      expect(findImports('pages', reaches)).to.deep.equal([])
    })
  })
})

describe('core', () => {
  const files = sources.filter(({ path }) => roomOf(path).name === 'core')

  it('is pure: no clock, no randomness, no environment, no network, no disk, no screen', () => {
    expect(
      files.flatMap(({ path, tree }) => findImpurities(tree).map((found) => `${path}: ${found}`)),
    ).to.deep.equal([])
  })

  it('imports no package that does I/O', () => {
    const impure = /^(node:|react|next|@prisma|pg$|ioredis|pino|hardhat|viem\/actions|wagmi|qrcode|idb|jose)/
    const found = files.flatMap((source) =>
      listImports(source)
        .filter(({ specifier }) => impure.test(specifier))
        .map(({ specifier }) => `${source.path} → ${specifier}`),
    )
    expect(found).to.deep.equal([])
  })
})

/** Globals that reach out of a function's arguments. */
const IMPURE_GLOBALS = new Set([
  ...['process', 'console', 'fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'performance'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'window', 'document', 'navigator'],
  ...['localStorage', 'sessionStorage', 'indexedDB', 'globalThis', 'Buffer', '__dirname', 'require'],
])
const IMPURE_MEMBERS = new Set(['Date.now', 'Math.random', 'crypto.getRandomValues', 'crypto.randomUUID'])

function findImpurities(tree: ts.SourceFile): readonly string[] {
  const found: string[] = []
  walk(tree, (node) => {
    if (ts.isIdentifier(node) && IMPURE_GLOBALS.has(node.text) && isReference(node)) found.push(node.text)
    if (ts.isPropertyAccessExpression(node) && IMPURE_MEMBERS.has(node.getText())) found.push(node.getText())
    if (isCurrentTime(node)) found.push('new Date()')
  })
  return found
}

/** Whether the name stands for a value, and not for a property, a parameter or a part of a type. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  return ts.isExpression(parent) || ts.isVariableDeclaration(parent) || ts.isReturnStatement(parent)
}

function isCurrentTime(node: ts.Node): boolean {
  return ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length
}
