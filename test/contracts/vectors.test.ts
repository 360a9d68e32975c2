import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import type { Address, Hex } from 'viem'
import { recoverAddress } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { makeEventVectors, renderEventVectors } from '#test/vectors/make-event.ts'
import type { TestChain } from './chain.ts'
import { openChain } from './chain.ts'
import { createEvent } from './event.ts'

type Case = { name: string; primaryType: string; message: never; signer: string; digest: Hex; signature: Hex }
type Vectors = {
  domain: { verifyingContract: Address }
  wallets: Record<string, { address: Address }>
  cases: readonly Case[]
}

describe('test/vectors/event-v1.json', () => {
  let chain: TestChain
  let text: string
  let vectors: Vectors

  before('put an event at the address of the vectors', async () => {
    text = await readFile(new URL('../vectors/event-v1.json', import.meta.url), 'utf8')
    vectors = JSON.parse(text)
    chain = await openChain()
    const { address } = await createEvent(chain)
    const code = await chain.client.getCode({ address })
    await chain.setCode(vectors.domain.verifyingContract, code ?? '0x')
  })

  it('is what core makes', async () => {
    expect(text).to.equal(renderEventVectors(await makeEventVectors()))
  })

  it('has the digests that the contract checks, signed by whom it names', async () => {
    for (const { name, primaryType, message, signer, digest, signature } of vectors.cases) {
      expect(await digestOnChain(primaryType, message), name).to.equal(digest)
      const address = await recoverAddress({ hash: digest, signature })
      expect(address, name).to.equal(vectors.wallets[signer]?.address)
    }
  })

  function digestOnChain(primaryType: string, message: never): Promise<Hex> {
    const call = { address: vectors.domain.verifyingContract, abi: usherEventAbi } as const
    if (primaryType === 'Listing') {
      return chain.client.readContract({ ...call, functionName: 'hashListing', args: [message] })
    }
    if (primaryType === 'Voucher') {
      return chain.client.readContract({ ...call, functionName: 'hashVoucher', args: [message] })
    }
    const { voucherId, to } = message as { voucherId: Hex; to: Address }
    return chain.client.readContract({ ...call, functionName: 'hashClaim', args: [voucherId, to] })
  }
})
