import { expect } from 'chai'
import { LOCALES } from '#core/locale.ts'
import { REASONS } from '#core/reason.ts'
import { type GateWords, loadGateWords } from '#gate/_words/load.ts'
import { type Circumstances, reasonSentence } from '#gate/gate/_components/reason-sentence.ts'
import { createFormat } from '#ui/words/format.ts'
import { createTalk } from '#ui/words/talk.ts'
import { answer, EVENT } from './parts.ts'

const DEVICE = 'ab'.repeat(16)
const first = { datetime: '2027-06-12T17:42:00.000Z', gateId: '1', deviceId: DEVICE }

for (const locale of LOCALES) {
  describe(`a refusal's sentence in ${locale}`, () => {
    let circumstances: Circumstances

    before(async () => {
      circumstances = {
        event: EVENT,
        listId: 'main',
        t: createTalk<GateWords>(locale, await loadGateWords(locale)),
        format: createFormat(locale),
      }
    })

    const sentence = (change: Parameters<typeof answer>[0], event: Partial<typeof EVENT> | object = {}) =>
      reasonSentence(answer({ verdict: 'refuse', ...change }), {
        ...circumstances,
        event: { ...circumstances.event, ...event },
      })

    for (const reason of REASONS) {
      it(`says ${reason} in full`, () => {
        expect(sentence({ reason, first })).to.match(/^[^{}]{10,160}\.$/)
      })
    }

    it('names the first admission’s time in the event’s zone, and its gate', () => {
      const said = sentence({ reason: 'already_redeemed', first })
      expect(said).to.contain('19:42').and.to.contain('Gate North')
    })

    it('says how long until the list opens, and when it closed', () => {
      expect(sentence({ reason: 'invalid_time', datetime: '2027-06-12T16:35:00.000Z' })).to.contain('25')
      expect(sentence({ reason: 'invalid_time', datetime: '2027-06-12T21:00:00.001Z' })).to.contain('23:00')
    })

    it('names the day where the admission was on another one', () => {
      const said = sentence({ reason: 'already_redeemed', first, datetime: '2027-06-13T17:42:00.000Z' })
      expect(said).to.contain('12')
    })

    it('tells a canceled event from a canceled ticket', () => {
      const ofTicket = sentence({ reason: 'canceled' })
      expect(sentence({ reason: 'canceled' }, { status: 'canceled' })).not.to.equal(ofTicket)
    })

    it('says nothing of an admission', () => {
      expect(reasonSentence(answer(), circumstances)).to.equal('')
    })
  })
}
