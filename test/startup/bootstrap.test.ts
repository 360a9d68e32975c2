import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const project = fileURLToPath(new URL('../../', import.meta.url))
const NOBODY = 65_534

/** A registry that answers nobody, asked once. */
const unreachable = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' }

function run(folder: string, options: { env?: Record<string, string>; node?: string; uid?: number } = {}) {
  const { env, node = process.execPath, uid } = options
  return spawnSync(node, [join(folder, 'scripts', 'bootstrap.mjs')], {
    cwd: '/',
    encoding: 'utf8',
    env: { ...process.env, npm_config_cache: join(folder, 'npm-cache'), ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
}

/** A failure in words: what happened comes first, nothing on stdout, no stack. */
function expectRefusal(result: SpawnSyncReturns<string>, words: string): void {
  expect(result.stderr)
    .to.include('Usher cannot start.')
    .and.include(words)
    .and.not.match(/^\s+at /m)
  expect(result.stdout).to.equal('')
  expect(result.status).to.equal(1)
}

describe('bootstrap', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'usher-test-'))
    for (const path of ['scripts/bootstrap.mjs', 'scripts/bootstrap', 'package.json', 'package-lock.json']) {
      cpSync(join(project, path), join(folder, path), { recursive: true })
    }
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  describe('when a finished install is there', () => {
    it('says nothing and lets the command run', () => {
      const { status, stdout, stderr } = run(project)
      expect({ status, stdout, stderr }).to.deep.equal({ status: 0, stdout: '', stderr: '' })
    })
  })

  describe('when the registry cannot be reached', () => {
    it('says so, and what to check', () => {
      expectRefusal(run(folder, { env: unreachable }), 'The npm registry cannot be reached')
    })

    it('leaves nothing that looks like a finished install', () => {
      run(folder, { env: unreachable })
      expectRefusal(run(folder, { env: unreachable }), 'The npm registry cannot be reached')
    })
  })

  describe('when an earlier install was cut short', () => {
    it('starts over, with nothing of what was there', () => {
      const leftover = join(folder, 'node_modules', 'half', 'package.json')
      mkdirSync(join(leftover, '..'), { recursive: true })
      writeFileSync(leftover, '{}')
      mkdirSync(join(folder, '.usher'))
      // No process has this number: it is beyond what the kernel gives out.
      writeFileSync(join(folder, '.usher', 'installing'), '99999999')
      expect(run(folder, { env: unreachable }).stderr).to.include('cut short')
      expect(existsSync(leftover)).to.equal(false)
    })
  })

  describe('when it may not write to the folder', () => {
    it('says so, and what to do', () => {
      chmodSync(folder, 0o555)
      // Root may write everywhere: then another user tries, with a Node that he can reach.
      const isRoot = process.getuid?.() === 0
      const node = join(folder, 'node')
      if (isRoot) cpSync(process.execPath, node)
      expectRefusal(run(folder, isRoot ? { node, uid: NOBODY } : {}), 'may not write')
    })
  })

  describe('when npm fails', () => {
    const failures: readonly (readonly [said: string, sentence: string])[] = [
      ['npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device, write', 'The disk is full'],
      ['npm error code EACCES\nnpm error syscall mkdir', 'npm may not write'],
      ['npm error code EAI_AGAIN', 'The npm registry cannot be reached'],
      ['npm error code E404\nnpm error 404 Not Found', 'The npm registry lacks a package'],
      ['npm error code EINTEGRITY', 'A package arrived damaged'],
      ['npm error code EWHATEVER\nnpm error something new', 'The packages could not be installed'],
    ]
    for (const [said, sentence] of failures) {
      it(`says “${sentence}” and quotes npm when it said ${said.split('\n')[0]}`, async () => {
        const { explainInstallFailure } = await import(join(project, 'scripts', 'bootstrap', 'failure.mjs'))
        const { message } = explainInstallFailure(said, '/somewhere')
        expect(message).to.include(sentence).and.include(said.split('\n').at(-1))
      })
    }
  })
})
