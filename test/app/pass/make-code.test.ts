import { expect } from 'chai'
import { getAddress, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { authorisePhone } from '#attendee/_pass/authorise-phone.ts'
import { makeCode } from '#attendee/_pass/make-code.ts'
import { provePass } from '#core/pass-check.ts'
import { isRevoked } from '#core/pass-key-rules.ts'
import { DEFAULT_LEEWAY } from '#core/pass-time.ts'
import { webPassCrypto } from '#core/web-crypto.ts'

const ADA = privateKeyToAccount(`0x${'1'.repeat(64)}`)
const BEN = privateKeyToAccount(`0x${'2'.repeat(64)}`)
const ADA_ADDRESS = ADA.address.toLowerCase() as Hex
const EVENT = { chainId: 31_337, contract: '0x5fbdb2315678afecb367f032d93f642f64180aa3' } as const
const NOW = Date.UTC(2027, 5, 12, 18)
const ENDS_AT = NOW + 6 * 3_600_000
const PREFIX = 'HTTPS://TICKETS.EXAMPLE/P/'
const TOKEN_ID = 2_000_137n

const authorise = (
  signTypedData = (data: Parameters<typeof ADA.signTypedData>[0]) => ADA.signTypedData(data),
  validFrom = 0,
) =>
  authorisePhone({
    event: EVENT,
    // as wallets give it
    holder: getAddress(ADA_ADDRESS),
    endsAt: ENDS_AT,
    now: NOW,
    validFrom,
    signTypedData: (data) => signTypedData(data),
  })

type Key = Awaited<ReturnType<typeof authorise>>

const code = (key: Key, madeAt = NOW / 1000) =>
  makeCode({ event: EVENT, tokenId: TOKEN_ID, key, madeAt, prefix: PREFIX })

const prove = (text: string, keys: readonly Key[]) =>
  provePass(
    { text, seenAt: NOW + 10_000, gateCode: 0, event: EVENT, leeway: DEFAULT_LEEWAY },
    () => ({ keys, revocations: [], candidates: [ADA_ADDRESS], endsAt: ENDS_AT }),
    webPassCrypto,
  )

describe('authorisePhone', () => {
  it('makes a key that cannot leave the phone', async () => {
    const { privateKey } = await authorise()
    expect(privateKey.extractable).to.equal(false)
    expect(privateKey.usages).to.deep.equal(['sign'])
  })

  it('lets it end one day after the event', async () => {
    const key = await authorise()
    expect(key.issuedAt).to.equal(NOW / 1000)
    expect(key.expiresAt).to.equal(ENDS_AT / 1000 + 86_400)
  })

  it('is dated so that it counts though all phones were ended in the same second', async () => {
    const isRevokedBy = (key: Key, validFrom: number) => isRevoked(key, [{ holder: ADA_ADDRESS, validFrom }])
    const endedAt = NOW / 1000 + 1
    expect(isRevokedBy(await authorise(undefined, 0), endedAt)).to.equal(true)
    expect(isRevokedBy(await authorise(undefined, endedAt), endedAt)).to.equal(false)
  })

  it('makes another key each time', async () => {
    const [one, other] = await Promise.all([authorise(), authorise()])
    expect(one.publicKey).not.to.deep.equal(other.publicKey)
  })

  it('has no full form for a signature that does not recover the holder', async () => {
    const key = await authorise((data) => BEN.signTypedData(data))
    expect(key.packedSignature).to.equal(undefined)
  })

  it('has no full form for a smart account', async () => {
    const key = await authorise(async () => `0x${'ab'.repeat(100)}`)
    expect(key.packedSignature).to.equal(undefined)
  })
})

describe('makeCode', () => {
  it('proves the ticket in short form where the key is registered', async () => {
    const key = await authorise()
    const { short } = await code(key)
    expect(await prove(short, [key])).to.have.nested.include({
      'proof.tokenId': TOKEN_ID,
      'proof.holder': ADA_ADDRESS,
    })
  })

  it('proves it in full form with nothing but the owner known', async () => {
    const key = await authorise()
    const { full } = await code(key)
    expect(await prove(full ?? '', [])).to.have.nested.include({ 'proof.holder': ADA_ADDRESS })
  })

  it('proves nothing in short form to a registry that does not know the key', async () => {
    const { short } = await code(await authorise())
    expect(await prove(short, [])).to.have.nested.include({ 'refusal.reason': 'pass_key_unknown' })
  })

  it('is good for no longer than the leeway', async () => {
    const key = await authorise()
    const { short } = await code(key, NOW / 1000 - 21)
    expect(await prove(short, [key])).to.have.nested.include({ 'refusal.reason': 'pass_expired' })
  })

  it('stands behind the prefix of the deployment', async () => {
    const made = await code(await authorise())
    expect(made.short).to.match(/^HTTPS:\/\/TICKETS\.EXAMPLE\/P\/[A-Z2-7]{140}$/)
    expect(made.full).to.match(/^HTTPS:\/\/TICKETS\.EXAMPLE\/P\/[A-Z2-7]{308}$/)
  })

  it('leaves out the full form of a smart account', async () => {
    const key = await authorise(async () => `0x${'ab'.repeat(100)}`)
    expect((await code(key)).full).to.equal(undefined)
  })
})
