import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { Failure } from './failure.mjs'

/** Makes the Prisma client from the data model, unless the one at hand was made from the same. */
export function generate(project) {
  const stamp = join(project, 'node_modules', '.cache', 'usher', 'prisma-client')
  const key = keyOf(project)
  if (existsSync(join(project, 'prisma', 'generated', 'client.ts')) && readText(stamp) === key) return
  const bin = join(project, 'node_modules', '.bin')
  const { status, stdout, stderr, error } = spawnSync(join(bin, 'prisma'), ['generate'], {
    cwd: project,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    encoding: 'utf8',
  })
  if (status !== 0) {
    throw new Failure(
      `The database client could not be generated.\n${error?.message ?? `${stderr}${stdout}`}`,
    )
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, key)
}

function keyOf(project) {
  const hash = createHash('sha256')
  for (const file of ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']) {
    hash.update(readFileSync(join(project, file)))
  }
  return hash.digest('hex')
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
