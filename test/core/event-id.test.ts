import { expect } from 'chai'
import { bytesToHex, hexToBytes } from 'viem'
import { OutOfRangeError } from '#core/error.ts'
import { eventKeyOf, eventOfKey, eventTagOf, formatEventId, parseEventId } from '#core/event-id.ts'

const CONTRACT = '0x5fbdb2315678afecb367f032d93f642f64180aa3'
const EVENT = { chainId: 31_337, contract: CONTRACT } as const

describe('event id', () => {
  describe('as text', () => {
    it('is chain id, colon, contract in lower case', () => {
      expect(
        formatEventId({ chainId: 31_337, contract: '0x5FbDB2315678afecb367f032d93F642f64180aa3' }),
      ).to.equal('31337:0x5fbdb2315678afecb367f032d93f642f64180aa3')
    })

    it('is read with a contract of any case', () => {
      expect(parseEventId('31337:0x5FBDB2315678AFECB367F032D93F642F64180AA3')).to.deep.equal(EVENT)
    })

    it('is read with the largest chain id, and no larger one', () => {
      expect(parseEventId(`9007199254740991:${CONTRACT}`)?.chainId).to.equal(9_007_199_254_740_991)
      expect(parseEventId(`9007199254740992:${CONTRACT}`)).to.equal(undefined)
    })

    for (const [what, text] of [
      ['nothing', ''],
      ['no chain id', `:${CONTRACT}`],
      ['chain id 0', `0:${CONTRACT}`],
      ['a leading zero', `01:${CONTRACT}`],
      ['a negative chain id', `-1:${CONTRACT}`],
      ['a chain id in hex', `0x1:${CONTRACT}`],
      ['a short contract', `1:${CONTRACT.slice(0, -1)}`],
      ['a long contract', `1:${CONTRACT}0`],
      ['no hex', `1:${CONTRACT.replace('f', 'g')}`],
      ['a line end', `1:${CONTRACT}\n`],
    ]) {
      it(`is not read from ${what}`, () => {
        expect(parseEventId(text as string)).to.equal(undefined)
      })
    }
  })

  describe('as key', () => {
    const KEY = '0x0000000000007a695fbdb2315678afecb367f032d93f642f64180aa3'

    it('is chain id in 8 bytes and contract in 20', () => {
      expect(bytesToHex(eventKeyOf(EVENT))).to.equal(KEY)
    })

    it('is read back', () => {
      expect(eventOfKey(hexToBytes(KEY))).to.deep.equal(EVENT)
    })

    it('is not read from 27 or 29 bytes, chain id 0, or one above 2^53 - 1', () => {
      expect(eventOfKey(hexToBytes(KEY).slice(1))).to.equal(undefined)
      expect(eventOfKey(hexToBytes(`${KEY}00`))).to.equal(undefined)
      expect(eventOfKey(new Uint8Array(28))).to.equal(undefined)
      expect(eventOfKey(new Uint8Array(28).fill(255))).to.equal(undefined)
    })

    it('refuses a chain id that is none', () => {
      for (const chainId of [0, -1, 1.5, Number.NaN, 2 ** 53]) {
        expect(() => eventKeyOf({ chainId, contract: CONTRACT })).to.throw(OutOfRangeError)
      }
    })

    it('refuses a contract that is no address', () => {
      expect(() => eventKeyOf({ chainId: 1, contract: '0x12' })).to.throw(OutOfRangeError)
    })
  })

  it('has a tag of the first 4 bytes of keccak256 of the key', () => {
    expect(eventTagOf(EVENT)).to.equal('0x24007826')
  })
})
