import { createECDH, createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { privateKeyToAccount } from 'viem/accounts'
import { REASONS } from '#core/reason.ts'
import { webPassCrypto } from '#core/web-crypto.ts'
import { createNativePassCrypto } from '#runtime/crypto/pass-crypto.ts'
import { judgeCase } from '#test/vectors/judge.ts'
import { makeVectors } from '#test/vectors/make.ts'
import { judgeAsOutsider } from '#test/vectors/outsider.ts'
import type { Vectors } from '#test/vectors/shape.ts'

const file = new URL('../vectors/pass-v1.json', import.meta.url)
const vectors: Vectors = JSON.parse(readFileSync(file, 'utf8'))

describe('published vectors', () => {
  for (const [name, crypto] of [
    ['servers', createNativePassCrypto()],
    ['browsers', webPassCrypto],
  ] as const) {
    describe(`by the code of ${name}`, () => {
      for (const vector of vectors.cases) {
        it(`${vector.reason ?? 'admit'}: ${vector.name}`, async () => {
          const decision = await judgeCase(vectors, vector, crypto)
          expect(decision.verdict).to.equal(vector.verdict)
          expect(decision.verdict === 'refuse' ? decision.refusal.reason : null).to.equal(vector.reason)
        })
      }
    })
  }

  it('are what test/vectors/make.ts makes', async () => {
    expect(JSON.parse(JSON.stringify(await makeVectors()))).to.deep.equal(vectors)
  })

  it('name every reason and many ways to be admitted', () => {
    const reasons = vectors.cases.map((vector) => vector.reason)
    for (const reason of REASONS) expect(reasons, reason).to.include(reason)
    expect(reasons.filter((reason) => reason === null)).to.have.length.above(30)
  })

  it('have names of their own', () => {
    expect(new Set(vectors.cases.map((vector) => vector.name)).size).to.equal(vectors.cases.length)
  })
})

describe('published vectors, read without our code', () => {
  it('hold these bytes, which can never change', () => {
    expect(vectors.worked).to.deep.equal(LITERALS)
    expect(vectors.eventTag).to.equal('0x24007826')
  })

  it('are judged alike by who has read docs/pass-format.md alone', () => {
    const ofTicketStage = new Set<string | null>(REASONS.slice(REASONS.indexOf('mirror_stale')))
    for (const vector of vectors.cases) {
      const { name, reason, bytes } = vector
      // the key stage says it itself where a full pass finds no owner to be tried against
      const isSaidEarlier = reason === 'ticket_unknown' && bytes?.length === 2 + 2 * 192
      const expected = ofTicketStage.has(reason) && !isSaidEarlier ? null : reason
      expect(judgeAsOutsider(vectors, vector), name).to.equal(expected)
    }
  })

  it('hold texts that decode to their bytes', () => {
    for (const { name, text, bytes } of vectors.cases) {
      if (bytes === null) continue
      const run = /[A-Z2-7]*$/.exec(text.trim().toUpperCase())?.[0] ?? ''
      expect(decodeBase32(run), name).to.equal(bytes)
    }
  })

  it('hold keys and wallets that belong to their secrets', () => {
    for (const { d, publicKey } of Object.values(vectors.keys)) {
      const key = createECDH('prime256v1')
      key.setPrivateKey(d.slice(2), 'hex')
      expect(`0x${key.getPublicKey('hex', 'compressed')}`).to.equal(publicKey)
    }
    for (const { privateKey, address } of Object.values(vectors.wallets)) {
      expect(privateKeyToAccount(privateKey).address.toLowerCase()).to.equal(address)
    }
  })

  it('have fields where the format says', () => {
    const { worked, keys, chainId, contract } = vectors
    const short = Buffer.from(String(worked.shortBytes).slice(2), 'hex')
    const full = Buffer.from(String(worked.fullBytes).slice(2), 'hex')
    const publicKey = Buffer.from(String(keys.alice?.publicKey).slice(2), 'hex')
    expect([short.length, full.length]).to.deep.equal([87, 192])
    expect([short[0], full[0]]).to.deep.equal([1, 2])
    expect(full.subarray(1, 87).equals(short.subarray(1))).to.equal(true)
    expect(`0x${short.toString('hex', 1, 5)}`).to.equal(vectors.eventTag)
    expect(short.readBigUInt64BE(5)).to.equal(2_000_137n)
    expect(short.readUInt32BE(13)).to.equal(1_812_823_200)
    expect(short.readUInt16BE(17)).to.equal(0)
    expect(
      short.subarray(19, 23).equals(createHash('sha256').update(publicKey).digest().subarray(0, 4)),
    ).to.equal(true)
    expect(full.subarray(87, 120).equals(publicKey)).to.equal(true)
    expect(full.readUInt32BE(120)).to.equal(1_812_823_200 - 86_400)
    expect(full.readUInt32BE(124)).to.equal(1_812_823_200 + 86_400)
    expect(`0x${full.toString('hex', 128)}`).to.equal(worked.walletSignature64)

    const chain = chainId.toString(16).padStart(16, '0')
    const prefix = Buffer.from('usher-pass-v1').toString('hex')
    expect(worked.signedPayload).to.equal(
      `0x${prefix}${chain}${contract.slice(2)}${short.toString('hex', 5, 19)}`,
    )
  })
})

/** RFC 4648 by hand. */
function decodeBase32(text: string): string {
  let bits = ''
  for (const letter of text) {
    bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
  }
  let hex = '0x'
  for (let at = 0; at + 8 <= bits.length; at += 8) {
    hex += Number.parseInt(bits.slice(at, at + 8), 2)
      .toString(16)
      .padStart(2, '0')
  }
  return hex
}

const LITERALS = {
  eventKey: '0x0000000000007a695fbdb2315678afecb367f032d93f642f64180aa3',
  signedPayload:
    '0x75736865722d706173732d76310000000000007a695fbdb2315678afecb367f032d93f642f64180aa300000000001e85096c0d7ca00000',
  signedPayloadSha256: '0xfd45816bc3ea4587947e63ceff4a53280e51260ebd1c7de191c04314938a1c78',
  keyTag: '0xccf4b31e',
  shortBytes:
    '0x012400782600000000001e85096c0d7ca00000ccf4b31e9738d00941b72866af65453440d3d246193aeea9f6207a69488fe820631f8e735366f28e760a1405b6cd389fef303241fead134b7267db949abb33e6ee521c8c',
  shortText:
    'AESAA6BGAAAAAAAAD2CQS3ANPSQAAAGM6SZR5FZY2AEUDNZIM2XWKRJUIDJ5ERQZHLXKT5RAPJUURD7IEBRR7DTTKNTPFDTWBIKALNWNHCP66MBSIH7K2E2LOJT5XFE2XMZ6N3SSDSGA',
  authorisationType:
    'PassKey(string purpose,address holder,bytes publicKey,uint64 issuedAt,uint64 expiresAt)',
  authorisationDigest: '0x4405c05d889262edf080993428d28544d625cd900bce6b51d915bbc300154b1b',
  walletSignature65:
    '0x1f703277c59676d5b32bd97f41c9189853291deca76b24146ea0c31250b0fb8973319226acb55b9d535c63f0abb193d1083425ca9fbe071b30e707fdcc0b42681c',
  walletSignature64:
    '0x1f703277c59676d5b32bd97f41c9189853291deca76b24146ea0c31250b0fb89f3319226acb55b9d535c63f0abb193d1083425ca9fbe071b30e707fdcc0b4268',
  fullBytes:
    '0x022400782600000000001e85096c0d7ca00000ccf4b31e9738d00941b72866af65453440d3d246193aeea9f6207a69488fe820631f8e735366f28e760a1405b6cd389fef303241fead134b7267db949abb33e6ee521c8c02aa7a2a4d5a07ba0f464411544a010c8befbd4ce3f4a2d39e42a4b8ac68855d316c0c2b206c0ece201f703277c59676d5b32bd97f41c9189853291deca76b24146ea0c31250b0fb89f3319226acb55b9d535c63f0abb193d1083425ca9fbe071b30e707fdcc0b4268',
  fullText:
    'AISAA6BGAAAAAAAAD2CQS3ANPSQAAAGM6SZR5FZY2AEUDNZIM2XWKRJUIDJ5ERQZHLXKT5RAPJUURD7IEBRR7DTTKNTPFDTWBIKALNWNHCP66MBSIH7K2E2LOJT5XFE2XMZ6N3SSDSGAFKT2FJGVUB52B5DEIEKUJIAQZC7PXVGOH5FC2OPEFJFYVRUIKXJRNQGCWIDMB3HCAH3QGJ34LFTW2WZSXWL7IHERRGCTFEO6ZJ3LEQKG5IGDCJILB64J6MYZEJVMWVNZ2U24MPYKXMMT2EEDIJOKT67AOGZQ44D73TALIJUA',
}
