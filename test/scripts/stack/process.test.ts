import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { findCommand } from '#scripts/stack/pids.ts'
import { PartFailed, startProcess } from '#scripts/stack/process.ts'
import { until } from '#test/setup/until.ts'

const module = fileURLToPath(new URL('../../../scripts/stack/process.ts', import.meta.url))

/** A shell with a child of its own that would run for an hour; prints the child's number, then `ready`. */
const withChild = ['-c', 'sleep 3600 & echo $!; echo ready; wait']
const ready = { line: /^ready$/, withinSeconds: 10 }
const isGone = (pid: number) => findCommand(pid) === undefined

async function startWithChild() {
  const lines: string[] = []
  const part = await startProcess({
    name: 'shell',
    command: '/bin/sh',
    args: withChild,
    ready,
    onLine: (line) => lines.push(line),
  })
  return { part, child: Number(lines[0]) }
}

describe('process', () => {
  describe('when it says that it is ready', () => {
    it('is there, and stops with all that it has started', async () => {
      const { part, child } = await startWithChild()
      await until('the child runs', () => findCommand(child) === 'sleep 3600')
      await part.stop()
      await until('the child is gone', () => isGone(child))
    })

    it('tells how it ended when somebody else ends it, and leaves no child', async () => {
      const { part, child } = await startWithChild()
      process.kill(part.pid, 'SIGKILL')
      expect(await part.ended).to.equal('signal SIGKILL')
      await until('the child is gone', () => isGone(child))
    })
  })

  describe('when it ends before it is ready', () => {
    it('fails with how it ended and its last words', async () => {
      const start = startProcess({
        name: 'shell',
        command: '/bin/sh',
        args: ['-c', 'echo no luck; exit 3'],
        ready,
      })
      const error = await start.then(
        () => undefined,
        (reason) => reason,
      )
      expect(error).to.be.instanceOf(PartFailed)
      expect(error.message).to.include('shell did not start: exit code 3').and.include('no luck')
    })
  })

  describe('when there is no such program', () => {
    it('fails and names it', async () => {
      const start = startProcess({ name: 'ghost', command: '/no/such/program', args: [] })
      const error = await start.then(
        () => undefined,
        (reason) => reason,
      )
      expect(error.message).to.include('ghost did not start').and.include('/no/such/program')
    })
  })

  describe('when the one who started it is killed by force', () => {
    let parent: ChildProcess

    afterEach(() => parent.kill('SIGKILL'))

    it('ends too, with all that it has started', async () => {
      const script = `
        import { startProcess } from ${JSON.stringify(module)}
        await startProcess({ name: 'shell', command: '/bin/sh', args: ${JSON.stringify(withChild)}, onLine: console.log })
        setInterval(() => {}, 1000)`
      parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const lines: string[] = []
      createInterface({ input: parent.stdout as NodeJS.ReadableStream }).on('line', (line) =>
        lines.push(line),
      )
      await until('the grandchild runs', () => lines.includes('ready'))
      parent.kill('SIGKILL')
      await until('the grandchild is gone', () => isGone(Number(lines[0])))
    })
  })
})
