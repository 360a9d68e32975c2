import { expect } from 'chai'
import { isRecoverNative, warnIfRecoverIsSlow } from '#runtime/crypto/recover.ts'

describe('recovering signers', () => {
  it('warns at start exactly if the native binding is missing', async () => {
    const warnings: string[] = []
    await warnIfRecoverIsSlow({ warn: (message) => warnings.push(message) })
    expect(warnings.length).to.equal((await isRecoverNative()) ? 0 : 1)
  })

  it('is native on the platforms that have a binding', async function () {
    if (!['linux-x64', 'darwin-arm64', 'win32-x64'].includes(`${process.platform}-${process.arch}`))
      this.skip()
    expect(await isRecoverNative()).to.equal(true)
  })
})
