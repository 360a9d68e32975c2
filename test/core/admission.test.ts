import { expect } from 'chai'
import fc from 'fast-check'
import { decideAdmission, denyAdmission } from '#core/admission.ts'
import { provePass } from '#core/pass-check.ts'
import { DEFAULT_LEEWAY } from '#core/pass-time.ts'
import { refuse } from '#core/reason.ts'
import { webPassCrypto } from '#core/web-crypto.ts'
import { entry, exit, facts, HOLDER, NOW, OTHER, proof, SECOND } from './facts.ts'
import { EVENT } from './phone.ts'

const proven = async () => ({ proof: proof() })

describe('admission', () => {
  it('admits with the claim that the write compares', async () => {
    expect(await decideAdmission(proven, () => facts(), entry())).to.deep.equal({
      verdict: 'admit',
      proof: proof(),
      facts: facts(),
      claim: {
        direction: 'entry',
        tokenId: 2_000_137n,
        holder: HOLDER,
        madeAt: NOW / SECOND,
        rule: { maxEntries: 1, since: 0, mustBeOutside: false },
      },
    })
  })

  it('lets out with a claim that has no rule', async () => {
    const presence = {
      isInside: true,
      entries: 1,
      first: { at: NOW - SECOND, gateId: '1', deviceId: 'd' },
      lastEntryAt: NOW - SECOND,
    }
    const decision = await decideAdmission(proven, () => facts({ presence }), exit())
    expect(decision.verdict === 'admit' && decision.claim).to.deep.equal({
      direction: 'exit',
      tokenId: 2_000_137n,
      holder: HOLDER,
      madeAt: NOW / SECOND,
    })
  })

  describe('when a person denies the guest', () => {
    it('is a refusal by rules, with the same proof and facts', async () => {
      const decision = denyAdmission(await decideAdmission(proven, () => facts(), entry()))
      expect(decision).to.deep.include({ verdict: 'refuse', proof: proof(), facts: facts() })
      expect(decision.verdict === 'refuse' && decision.refusal.reason).to.equal('rules')
      expect(decision).not.to.have.property('claim')
    })

    it('stays the refusal that it was', async () => {
      const refused = await decideAdmission(proven, () => facts({ ticket: { owner: OTHER } }), entry())
      expect(denyAdmission(refused)).to.equal(refused)
    })
  })

  it('refuses with what the method says, and gathers no ticket for it', async () => {
    const refusal = refuse('invalid', { part: 'pass' })
    const hearsay = { tokenId: 7n, madeAt: 8 }
    const find = () => expect.fail('asked for a ticket')
    expect(await decideAdmission(async () => ({ refusal, hearsay }), find, entry())).to.deep.equal({
      verdict: 'refuse',
      refusal,
      hearsay,
    })
  })

  it('refuses with what the ticket stage says, and tells whose proof it was', async () => {
    const sold = facts({ ticket: { owner: OTHER } })
    expect(await decideAdmission(proven, () => sold, entry())).to.deep.equal({
      verdict: 'refuse',
      refusal: refuse('not_owner', { block: 1000 }),
      proof: proof(),
      facts: sold,
    })
  })

  it('gathers the ticket of the proof, whatever the method', async () => {
    const asked: bigint[] = []
    const tag = async () => ({ proof: proof({ method: 'nfc', tokenId: 1_000_001n }) })
    await decideAdmission(
      tag,
      (found) => {
        asked.push(found.tokenId)
        return facts()
      },
      entry(),
    )
    expect(asked).to.deep.equal([1_000_001n])
  })

  it('refuses any garbage as invalid without asking anybody', async () => {
    const find = () => expect.fail('asked')
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (text) => {
        const presented = { text, seenAt: NOW, gateCode: 0, event: EVENT, leeway: DEFAULT_LEEWAY }
        const decision = await decideAdmission(() => provePass(presented, find, webPassCrypto), find, entry())
        expect(decision).to.deep.equal({ verdict: 'refuse', refusal: refuse('invalid', { part: 'text' }) })
      }),
    )
  })
})
