import { expect } from 'chai'
import { type Refusal, readRefusal, readStatus } from '#runtime/chain/refusal.ts'

describe('readRefusal', () => {
  const said: Record<Exclude<Refusal, 'unreachable' | 'garbled'>, readonly (readonly [number, string])[]> = {
    too_large: [
      [-32_600, 'batch too large'],
      [-32_010, 'The batch request was too large'],
      [-32_000, 'batch limit 100 exceeded: 200 requests given'],
      [-32_003, 'response too large'],
      [-32_008, 'Response is too big'],
      [-32_602, 'Log response size exceeded.'],
      [-32_005, 'query returned more than 10000 results'],
      [-32_005, 'limit the query to at most 100 blocks'],
      [-32_614, 'eth_getLogs is limited to a 10,000 range'],
      [-32_602, 'block range is too wide'],
      [-32_602, 'query exceeds max results 20000'],
      [413, 'Request Entity Too Large'],
    ],
    rate_limited: [
      [429, 'anything'],
      [-32_005, 'daily request count exceeded, request rate limited'],
      [-32_005, 'limit exceeded'],
      [-32_000, 'Your app has exceeded its compute units per second capacity'],
      [-32_007, 'Too many requests'],
    ],
    timeout: [
      [-32_002, 'request timed out'],
      [-32_000, 'execution aborted (timeout = 5s)'],
      [-32_000, 'context deadline exceeded'],
    ],
    unsupported: [
      [-32_601, 'anything'],
      [-32_004, 'Method not supported'],
      [-32_000, 'the method eth_getBlockReceipts does not exist/is not available'],
    ],
    unknown_block: [
      [-32_000, 'unknown block'],
      [-32_000, 'header not found'],
      [-32_000, 'header for hash not found'],
      [-32_001, 'Resource not found'],
    ],
    refused: [
      [-32_603, 'Internal error'],
      [0, ''],
    ],
  }
  for (const [refusal, errors] of Object.entries(said)) {
    for (const [code, message] of errors) {
      it(`takes ${code} "${message}" for ${refusal}`, () => {
        expect(readRefusal({ code, message })).to.equal(refusal)
      })
    }
  }
})

describe('readStatus', () => {
  const statuses: readonly (readonly [number, Refusal])[] = [
    [413, 'too_large'],
    [429, 'rate_limited'],
    [408, 'timeout'],
    [504, 'timeout'],
    [500, 'unreachable'],
    [502, 'unreachable'],
    [401, 'refused'],
  ]
  for (const [status, refusal] of statuses) {
    it(`takes ${status} for ${refusal}`, () => expect(readStatus(status)).to.equal(refusal))
  }
})
