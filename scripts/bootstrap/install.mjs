import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { explainInstallFailure, Failure } from './failure.mjs'
import { holdLock } from './lock.mjs'

/** Usher runs on the Node that it installs; this one only has to run npm and these files. */
const OLDEST_NODE = [20, 9]
/** Below it npm silently skips the native part of Hardhat, so npm itself is run under the newer Node. */
const OLDEST_NODE_TO_INSTALL = [22, 13]
const INSTALLED_BYTES = 2.2e9

/**
 * Installs the packages unless a finished install of just these is there. A finished one leaves a stamp inside
 * node_modules, as the very last thing; an unfinished one is removed, for what it holds cannot be trusted.
 */
export async function install(project) {
  if (!isAtLeast(OLDEST_NODE)) {
    throw new Failure(`This is Node ${process.versions.node}; Usher needs ${OLDEST_NODE.join('.')} or newer.`)
  }
  if (isFinished(project)) return
  await holdLock(project, async (wasCutShort, addHolder) => {
    // Another start may have installed while we waited for it.
    if (isFinished(project)) return
    const modules = join(project, 'node_modules')
    if (wasCutShort || !existsSync(join(modules, '.package-lock.json'))) {
      say(
        existsSync(modules)
          ? 'An install was cut short; starting it over.'
          : 'First start: installing packages.',
      )
      rmSync(modules, { recursive: true, force: true })
      checkRoom(project)
    } else {
      say('The packages have changed: installing.')
    }
    await runNpm(project, addHolder)
    proveInstall(project)
    leaveStamp(project)
  })
}

/** As a new file: written in place, it would also speak for folders that share it by a hard link. */
function leaveStamp(project) {
  const stamp = stampFile(project)
  writeFileSync(`${stamp}.new`, keyOf(project))
  renameSync(`${stamp}.new`, stamp)
}

function isFinished(project) {
  try {
    return readFileSync(stampFile(project), 'utf8') === keyOf(project)
  } catch {
    return false
  }
}

function stampFile(project) {
  return join(project, 'node_modules', '.usher-installed')
}

/** Everything that decides what npm would install. */
function keyOf(project) {
  const { dependencies, devDependencies, overrides, allowScripts } = JSON.parse(
    readFileSync(join(project, 'package.json'), 'utf8'),
  )
  return createHash('sha256')
    .update(JSON.stringify([dependencies, devDependencies, overrides, allowScripts]))
    .update(`${process.platform} ${process.arch}`)
    .update(readFileSync(join(project, 'package-lock.json')))
    .digest('hex')
}

function checkRoom(project) {
  const free = freeBytes(project)
  if (free >= INSTALLED_BYTES) return
  throw new Failure(
    `The disk is too full: Usher needs about 2 GB in ${project}, ${Math.floor(free / 1e6)} MB are free.`,
  )
}

async function runNpm(project, addHolder) {
  const started = Date.now()
  const progress = showProgress(project, started)
  const args = ['install', '--include=dev', '--no-audit', '--no-fund', '--loglevel=warn']
  const { code, said } = await npm(
    isAtLeast(OLDEST_NODE_TO_INSTALL) ? args : underNewerNode(project, args),
    project,
    addHolder,
  )
  progress.end()
  if (code !== 0) throw explainInstallFailure(said, project)
  say(`Installed in ${seconds(started)} s.`)
}

function underNewerNode(project, args) {
  const { devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  return ['exec', '--yes', `--package=node@${devDependencies.node}`, '--call', `npm ${args.join(' ')}`]
}

function npm(args, project, addHolder) {
  const env = { ...process.env }
  // `npm run -s` would silence the inner npm too, and with it the reason of a failure.
  delete env.npm_config_loglevel
  const cli = process.env.npm_execpath
  const isNpm = cli !== undefined && /^npm(-cli)?\.(c|m)?js$/.test(basename(cli))
  const [command, first] = isNpm ? [process.execPath, [cli]] : ['npm', []]
  const child = spawn(command, [...first, ...args], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] })
  if (child.pid) addHolder(child.pid)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text
    })
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, said: `npm error ${error.message}` }))
    child.once('close', (code) => resolve({ code, said }))
  })
}

/** npm may say that all is well although a package's install script did not run; see that what we stand on does. */
function proveInstall(project) {
  const node = join(project, 'node_modules', '.bin', 'node')
  const { status, stderr } = spawnSync(node, ['-e', "require('@nomicfoundation/edr')"], {
    cwd: project,
    encoding: 'utf8',
  })
  if (status === 0) return
  throw new Failure(
    `The install is not complete: ${status === null ? `${node} does not run` : 'Hardhat has no native part'}.\n` +
      `Allow npm to run install scripts and to install optional packages (npm config get ignore-scripts, omit), ` +
      `remove node_modules and start again.\n${stderr ?? ''}`,
  )
}

/** How far it is, by how much the disk has lost; npm itself tells nothing until it is done. */
function showProgress(project, started) {
  const freeAtStart = freeBytes(project)
  const isTerminal = process.stderr.isTTY === true
  const show = () => {
    const written = Math.max(0, Math.round((freeAtStart - freeBytes(project)) / 1e6))
    const line = `  ${written} of about ${Math.round(INSTALLED_BYTES / 1e6)} MB, ${seconds(started)} s`
    process.stderr.write(isTerminal ? `\r${line} ` : `${line}\n`)
  }
  const timer = setInterval(show, isTerminal ? 1000 : 10_000)
  return {
    end() {
      clearInterval(timer)
      if (isTerminal) process.stderr.write('\r\x1b[K')
    },
  }
}

function freeBytes(project) {
  const { bavail, bsize } = statfsSync(project)
  return bavail * bsize
}

function isAtLeast([major, minor]) {
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number)
  return ourMajor > major || (ourMajor === major && ourMinor >= minor)
}

function seconds(started) {
  return Math.round((Date.now() - started) / 1000)
}

function say(line) {
  process.stderr.write(`${line}\n`)
}
