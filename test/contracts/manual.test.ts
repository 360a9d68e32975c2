import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { toFunctionSignature } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { readArtifact, readEventAbi } from '#scripts/artifacts.ts'
// for its root hook, which compiles the contracts
import './chain.ts'

const folder = import.meta.dirname

/** What the code of the libraries under the contracts can throw, and nothing that we call makes them. */
const UNREACHABLE = [
  'ERC721InvalidSender', // minting an id that exists: numbers are never given twice
  'InvalidShortString', // the domain's name and version are short, and stay so
  'NotInitializing',
  'StringTooLong',
  'AddressEmptyCode', // only if the office had no code
  'CloneArgumentsTooLong', // the arguments of a clone are 44 bytes
  'Create2EmptyBytecode', // a clone has code
  'FailedCall', // only if the office refused without a word
  'InsufficientBalance', // only when a clone is given money at birth
]

describe('the contracts as their manual has them', () => {
  it('throw every error of theirs in a test', async () => {
    const names = [...usherEventAbi, ...usherFactoryAbi]
      .filter((item) => item.type === 'error')
      .map(({ name }) => name)
    const tests = await Promise.all(
      (await readdir(folder))
        .filter((file) => file.endsWith('.test.ts') && file !== 'manual.test.ts')
        .map((file) => readFile(join(folder, file), 'utf8')),
    )
    const missing = [...new Set(names)].filter((name) => !tests.some((test) => test.includes(`'${name}'`)))
    expect(missing.sort()).to.deep.equal([...UNREACHABLE].sort())
  })

  it('answer to every function of the manual, and to each in one half only', async () => {
    const functionsOf = async (contract: string) =>
      (await readArtifact(contract)).abi.filter((item) => item.type === 'function').map(toFunctionSignature)
    const [manual, event, office] = await Promise.all(
      ['IUsherEvent', 'UsherEvent', 'UsherOffice'].map(functionsOf),
    )
    expect([...(event ?? []), ...(office ?? [])].sort()).to.deep.equal([...(manual ?? [])].sort())
  })

  it('have the ABIs that the server and the pages were built with', async () => {
    expect(await readEventAbi()).to.deep.equal(usherEventAbi)
    expect((await readArtifact('UsherFactory')).abi).to.deep.equal(usherFactoryAbi)
  })
})
