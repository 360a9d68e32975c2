import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { skip } from './skips.ts'

type Tool = {
  readonly name: string
  readonly variable: string
  readonly path: string
  readonly package: string
}

const CHROMIUM: Tool = {
  name: 'Chromium',
  variable: 'CHROMIUM_PATH',
  path: '/usr/bin/chromium',
  package: 'chromium',
}
const REDIS: Tool = {
  name: 'Redis',
  variable: 'REDIS_SERVER_PATH',
  path: '/usr/bin/redis-server',
  package: 'redis-server',
}

/** The path of a Chromium; without one the test (in a `before` hook: its suite) is skipped. */
export function findChromium(context: Mocha.Context): string {
  return find(CHROMIUM, context)
}

/** The path of a redis-server; without one the test (in a `before` hook: its suite) is skipped. */
export function findRedisServer(context: Mocha.Context): string {
  return find(REDIS, context)
}

function find(tool: Tool, context: Mocha.Context): string {
  const path = process.env[tool.variable] ?? tool.path
  if (isExecutable(path) || install(tool, context)) return path
  const remedy = `install the package ${tool.package} or set ${tool.variable}`
  return skip(context, `${tool.name} is not at ${path}: ${remedy}`)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** In CI, as root, on Debian or its like; nobody's own machine is changed. */
function install(tool: Tool, context: Mocha.Context): boolean {
  const mayInstall = process.env.CI === 'true' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!mayInstall || process.env[tool.variable]) return false
  context.timeout(600_000)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', tool.package]]) {
    console.error(`apt-get ${args.join(' ')}`)
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return isExecutable(tool.path)
}
