import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Runs `work` while no other process of this project does. The lock is a file with the numbers of those who work: ours
 * and those that `work` adds. If none of them lives any more, `work` is told that the last one was cut short.
 *
 * @param {(wasCutShort: boolean, addHolder: (pid: number) => void) => Promise<void>} work
 */
export async function holdLock(project, work) {
  const file = join(project, '.usher', 'installing')
  const wasCutShort = await take(file)
  try {
    await work(wasCutShort, (pid) => writeFileSync(file, `${process.pid} ${pid}`))
  } finally {
    rmSync(file, { force: true })
  }
}

async function take(file) {
  try {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return false
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const holder = findLivingHolder(file)
  if (holder) {
    process.stderr.write(`Process ${holder} is installing already; waiting for it.\n`)
    while (findLivingHolder(file)) await wait(250)
    return take(file)
  }
  writeFileSync(file, String(process.pid))
  return true
}

function findLivingHolder(file) {
  return readText(file)
    .split(' ')
    .map(Number)
    .find((pid) => pid > 0 && isAlive(pid))
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
