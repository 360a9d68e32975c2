import { execFileSync } from 'node:child_process'
import { chownSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { skip } from '../../setup/skips.ts'
import { newAccount } from '../client.ts'
import { type Gate, newNonce, openGate } from '../gate.ts'
import { newPhone } from '../phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

/** More than the log has room for in the pages it already has. */
const MOST_SCANS = 500

describe('a full disk', () => {
  let world: World
  let stage: Stage
  let gate: Gate
  let disk: string

  before(async function () {
    if (process.getuid?.() !== 0) skip(this, 'a full disk: only root can mount a small one')
    world = await openWorld()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
    gate = await openGate(world, stage)
    disk = await mountSmallDisk(await dataFolder(world))
    await world.owner.query(`CREATE TABLESPACE full_disk LOCATION '${disk}'`)
    await world.owner.query('ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE full_disk')
  })
  after(async () => {
    if (!world) return
    await world.owner.query('ALTER TABLE ALL IN TABLESPACE full_disk SET TABLESPACE pg_default')
    await world.owner.query('DROP TABLESPACE full_disk')
    await world.close()
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  })

  it('refuses nobody: the scan is unanswered, and its repetition gets the one true answer', async () => {
    const holder = newAccount()
    const phone = await newPhone(holder, stage.event)
    await stage.issue(2_000_001n, holder.address)
    await phone.register(world.url)
    fill(disk)

    const unanswered = await scanUntilUnavailable(gate)
    expect(unanswered.body).to.include({ status: 503, code: 'unavailable' })
    const scan = { nonce: newNonce(), code: await phone.show(2_000_001n) }
    expect((await gate.send(scan)).body).to.include({ code: 'unavailable' })

    rmSync(join(disk, 'filler'))
    expect(await gate.scan(scan)).to.include({ verdict: 'admit', repeated: false })
    expect(await gate.scan(scan)).to.include({ verdict: 'admit', repeated: true })
  })
})

async function dataFolder(world: World): Promise<string> {
  const { rows } = await world.owner.query('SHOW data_directory')
  return rows[0].data_directory
}

/** A disk of 8 MB that belongs to whoever runs the database. */
async function mountSmallDisk(owned: string): Promise<string> {
  const disk = await mkdtemp(join(tmpdir(), 'usher-full-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0700', 'tmpfs', disk])
  const { uid, gid } = statSync(owned)
  chownSync(disk, uid, gid)
  return disk
}

function fill(disk: string): void {
  const chunk = Buffer.alloc(4096)
  try {
    for (;;) writeFileSync(join(disk, 'filler'), chunk, { flag: 'a' })
  } catch (error) {
    expect(error).to.have.property('code', 'ENOSPC')
  }
}

async function scanUntilUnavailable(gate: Gate) {
  for (let scans = 0; scans < MOST_SCANS; scans++) {
    const answer = await gate.send({ code: `garbage ${scans} ${'x'.repeat(64)}` })
    if (answer.status !== 200) return answer
  }
  throw new Error(`The disk held ${MOST_SCANS} more scans`)
}
