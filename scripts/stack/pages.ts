import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Parts } from './parts.ts'
import { PartFailed, startProcess } from './process.ts'

/** Everything that the build reads. */
const SOURCES = [
  'app/**/*',
  'core/**/*',
  'runtime/**/*',
  'prisma/schema.prisma',
  'prisma/client.ts',
  'public/**/*',
  '*.config.*',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

/**
 * Builds the pages for production, unless the build at hand was made from the same sources.
 *
 * @returns whether it built
 * @throws PartFailed with the last lines of the build
 */
export async function buildPages(
  parts: Parts,
  project: string,
  onLine?: (line: string) => void,
): Promise<boolean> {
  const stamp = join(project, '.next', 'usher-built-from')
  const key = hashSources(project)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return false
  const lines: string[] = []
  const build = await startProcess({
    name: 'build',
    command: process.execPath,
    args: [join(project, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    cwd: project,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    onLine: (line) => {
      lines.push(line)
      onLine?.(line)
    },
  })
  const how = await parts.during(build)
  if (how !== 'exit code 0') throw new PartFailed('The build of the pages', how, lines)
  writeFileSync(stamp, key)
  return true
}

function hashSources(project: string): string {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: project, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort())
    hash.update(file.slice(project.length)).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}
