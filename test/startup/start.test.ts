import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect } from 'chai'
import { findFreePort } from '#scripts/stack/ports.ts'
import { removeCluster } from '#scripts/stack/postgres.ts'
import { skip } from '../setup/skips.ts'
import { until } from '../setup/until.ts'
import { addUser, makeClone, removeClone, removeUser, type User } from './clone.ts'
import { listProcesses, listProcessesOf, machineEnvironment, startUsher } from './usher.ts'

const isRoot = process.getuid?.() === 0

describe('npm start', () => {
  let user: User | undefined
  let folder: string
  let port: number

  before(async function () {
    this.timeout(120_000)
    if (isRoot) {
      user = addUser()
      if (!user) skip(this, 'npm start as an ordinary user: useradd is not here')
    }
    const npm = spawnSync('npm', ['--version'], {
      env: machineEnvironment(user),
      cwd: '/',
      ...(user && { uid: user.uid, gid: user.gid }),
    })
    if (npm.status !== 0) skip(this, 'npm start: an ordinary user of this machine cannot run its npm')
    folder = makeClone(user)
    port = await findFreePort()
  })
  after(() => {
    if (folder) {
      for (const pid of listProcesses(folder)) process.kill(pid, 'SIGKILL')
      removeCluster(join(folder, '.usher', 'postgres'))
      removeClone(folder)
    }
    if (user) removeUser(user)
  })

  const nobodyIsLeft = () =>
    until(
      'no process is left',
      () => listProcesses(folder).length === 0 && (!user || listProcessesOf(user).length === 0),
    )

  describe('as an ordinary user, in a folder that nobody else may enter', function () {
    this.timeout(300_000)

    it('serves the pages and the mirror, and says who is who', async () => {
      const usher = startUsher(folder, port, user)
      await usher.becomeReady()
      const health = await fetch(`${usher.url}/api/health`)
      expect(await health.json()).to.include({ status: 'ok', database: 'ok' })
      expect((await fetch(usher.url)).status).to.equal(200)
      const { events } = (await (await fetch(`${usher.url}/api/events`)).json()) as {
        events: { name: string }[]
      }
      for (const { name } of events) expect(usher.output()).to.include(name)
      expect(events).to.have.length(2)
      expect(usher.output())
        .to.match(/organizer +0x/)
        .and.match(/steward +0x/)

      // Ctrl-C
      usher.pressCtrlC()
      expect(await usher.end()).to.not.equal(1)
      await nobodyIsLeft()
    })

    it('names who has its port, and starts nothing', async () => {
      const first = startUsher(folder, port, user)
      await first.becomeReady()
      const [web] = listProcesses(folder, /app\/server\.ts$/)
      const second = startUsher(folder, port, user)
      expect(await second.end()).to.equal(1)
      expect(second.output()).to.include(`Port ${port} is taken by process ${web}`)
      expect((await fetch(first.url)).status).to.equal(200)

      // the same folder on another port
      const third = startUsher(folder, await findFreePort(), user)
      expect(await third.end()).to.equal(1)
      expect(third.output()).to.include('Is Usher already running here?')

      first.pressCtrlC()
      await first.end()
      await nobodyIsLeft()
    })

    it('stops the rest when a part ends by itself, and says which', async () => {
      const usher = startUsher(folder, port, user)
      await usher.becomeReady()
      for (const pid of listProcesses(folder, /indexer\/main\.ts$/)) process.kill(pid, 'SIGKILL')
      expect(await usher.end()).to.equal(1)
      expect(usher.output()).to.include('indexer ended by itself (signal SIGKILL)')
      await nobodyIsLeft()
    })

    for (const { who, command } of [
      { who: 'npm', command: /^npm start/ },
      { who: 'the start itself', command: /^node scripts\/start\.ts$/ },
    ]) {
      it(`starts again after ${who} was killed by force`, async () => {
        const killed = startUsher(folder, port, user)
        await killed.becomeReady()
        const [pid] = listProcesses(folder, command)
        process.kill(pid as number, 'SIGKILL')
        const again = startUsher(folder, port, user)
        await again.becomeReady()
        expect((await fetch(`${again.url}/api/health`)).status).to.equal(200)
        again.pressCtrlC()
        await again.end()
        await nobodyIsLeft()
      })
    }
  })

  if (isRoot) {
    describe('as root', function () {
      this.timeout(300_000)

      it('serves, and leaves no process on Ctrl-C', async () => {
        const usher = startUsher(folder, port, undefined)
        await usher.becomeReady()
        expect((await fetch(`${usher.url}/api/health`)).status).to.equal(200)
        usher.pressCtrlC()
        expect(await usher.end()).to.not.equal(1)
        await nobodyIsLeft()
      })
    })
  }
})
