import { expect } from 'chai'
import { checkEventDraft, toContractName, toSymbol } from '#core/event-draft/check-draft.ts'
import { toCreateArgs } from '#core/event-draft/create-args.ts'
import { type EventDraft, newEventDraft, newTierDraft, type TierDraft } from '#core/event-draft/draft.ts'

const NOW = Date.UTC(2027, 5, 1)
const around = { now: NOW, pricing: { currency: null, decimals: 18 } }

const draft = (change: Partial<EventDraft> = {}): EventDraft => ({
  ...newEventDraft('Europe/Berlin'),
  title: 'Night of the Owls',
  doorsAt: '2027-06-12T19:30',
  endsAt: '2027-06-13T01:00',
  tiers: [tier()],
  ...change,
})
const tier = (change: Partial<TierDraft> = {}): TierDraft => ({
  ...newTierDraft(),
  name: 'Standing',
  price: '0.02',
  ...change,
})
const faultsOf = (change: Partial<EventDraft>) => checkEventDraft(draft(change), around).faults ?? {}
const tierFaultsOf = (change: Partial<TierDraft>) => faultsOf({ tiers: [tier(change)] })

describe('checkEventDraft', () => {
  it('turns what was typed into what the contract takes, with times of the event’s zone', () => {
    const { event } = checkEventDraft(draft({ cutOffMinutes: 60 }), around)
    expect(event).to.deep.equal({
      title: 'Night of the Owls',
      name: 'Night of the Owls',
      symbol: 'NOTO',
      venue: '',
      about: '',
      timeZone: 'Europe/Berlin',
      doorsAt: Date.UTC(2027, 5, 12, 17, 30),
      endsAt: Date.UTC(2027, 5, 12, 23),
      cutOffAt: Date.UTC(2027, 5, 12, 16, 30),
      reissueSeconds: 86_400,
      currency: null,
      tiers: [
        {
          name: 'Standing',
          price: 20_000_000_000_000_000n,
          supply: 100,
          saleStartsAt: NOW,
          saleEndsAt: Date.UTC(2027, 5, 12, 17, 30),
          perPayer: 0,
          transferPolicy: 'open',
          resaleCapBps: 11_000,
          royaltyBps: 0,
        },
      ],
    })
  })

  describe('when it is paid in a token', () => {
    const token = `0x${'70'.repeat(20)}` as const
    const inToken: Partial<EventDraft> = {
      paidIn: 'token',
      currency: token,
      tiers: [tier({ price: '0.25' })],
    }

    it('has prices in the token’s decimals, and the token among the factory’s arguments', () => {
      const pricing = { currency: token, decimals: 6 }
      const { event } = checkEventDraft(draft(inToken), { now: NOW, pricing })
      expect(event?.currency).to.equal(token)
      expect(event?.tiers[0]?.price).to.equal(250_000n)
      if (!event) throw new Error('the draft is sound')
      const [settings] = toCreateArgs(event, {
        organizer: token,
        renderer: token,
        contractURI: '',
        salt: '0x',
      })
      expect(settings.currency).to.equal(token)
    })

    it('takes no price that is finer than the token', () => {
      const fine = { ...inToken, tiers: [tier({ price: '0.0000001' })] }
      const { faults } = checkEventDraft(draft(fine), { now: NOW, pricing: { currency: token, decimals: 6 } })
      expect(faults).to.deep.equal({ 'tiers.0.price': 'price_unreadable' })
    })

    const unknown: readonly [string, string][] = [
      [token, 'currency_unknown'],
      ['0x70', 'currency_no_address'],
      ['', 'currency_no_address'],
    ]
    for (const [currency, fault] of unknown) {
      it(`waits for the token’s own word: ${fault} for ${currency || 'nothing'}`, () => {
        const { faults } = checkEventDraft(draft({ ...inToken, currency }), { now: NOW, pricing: undefined })
        expect(faults).to.deep.equal({ currency: fault })
      })
    }

    it('finds no price too high whose coin it does not know yet', () => {
      const dear = draft({ ...inToken, tiers: [tier({ price: '5000' })] })
      expect(checkEventDraft(dear, { now: NOW, pricing: undefined }).faults).to.deep.equal({
        currency: 'currency_unknown',
      })
    })
  })

  it('makes the factory’s arguments of it', () => {
    const { event } = checkEventDraft(draft({ tiers: [tier({ transferPolicy: 'bound' })] }), around)
    if (!event) throw new Error('the draft is sound')
    const organizer = `0x${'aa'.repeat(20)}` as const
    const renderer = `0x${'bb'.repeat(20)}` as const
    const salt = `0x${'cc'.repeat(32)}` as const
    const [settings, [first], given] = toCreateArgs(event, {
      organizer,
      renderer,
      contractURI: 'https://x',
      salt,
    })
    expect(settings).to.deep.include({ organizer, renderer, contractURI: 'https://x', reissueDelay: 86_400 })
    expect(settings.doorsAt).to.equal(BigInt(Date.UTC(2027, 5, 12, 17, 30) / 1000))
    expect([first?.transferPolicy, given]).to.deep.equal([3, salt])
  })

  it('sells nothing of a tier without price: its tickets are given out', () => {
    const { event } = checkEventDraft(draft({ tiers: [tier({ price: '' })] }), around)
    expect(event?.tiers[0]).to.include({ price: 0n, saleStartsAt: 0, saleEndsAt: 0 })
  })

  it('sells a tier at no price for nothing', () => {
    const { event } = checkEventDraft(draft({ tiers: [tier({ price: '0' })] }), around)
    expect(event?.tiers[0]).to.include({ price: 0n, saleStartsAt: NOW })
  })

  it('names every field that is wrong at once', () => {
    expect(faultsOf({ title: ' ', endsAt: '', tiers: [tier({ supply: '0', name: '' })] })).to.deep.equal({
      title: 'required',
      endsAt: 'required',
      'tiers.0.name': 'required',
      'tiers.0.supply': 'count_out_of_range',
    })
  })

  const events: readonly [Partial<EventDraft>, string, string][] = [
    [{ title: 'x'.repeat(121) }, 'title', 'too_long'],
    [{ venue: 'x'.repeat(201) }, 'venue', 'too_long'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'zone_unknown'],
    [{ doorsAt: '2027-02-30T10:00' }, 'doorsAt', 'time_unreadable'],
    [{ endsAt: '2027-06-12T19:30' }, 'endsAt', 'ends_before_doors'],
    [{ doorsAt: '2027-05-01T10:00', endsAt: '2027-05-31T10:00' }, 'endsAt', 'time_passed'],
    [{ endsAt: '2107-01-01T00:00' }, 'endsAt', 'time_too_late'],
    [{ tiers: [] }, 'tiers', 'no_tier'],
  ]
  for (const [change, field, fault] of events) {
    it(`says ${fault} of ${field} for ${JSON.stringify(change).slice(0, 60)}`, () => {
      expect(faultsOf(change)[field]).to.equal(fault)
    })
  }

  const tiers: readonly [Partial<TierDraft>, string, string | undefined][] = [
    [{ name: 'A & B' }, 'name', 'name_characters'],
    [{ name: 'x'.repeat(64) }, 'name', undefined],
    [{ name: 'x'.repeat(65) }, 'name', 'too_long'],
    [{ price: '0,02' }, 'price', undefined],
    [{ price: '1e3' }, 'price', 'price_unreadable'],
    [{ price: '-1' }, 'price', 'price_unreadable'],
    [{ price: `0.${'0'.repeat(18)}1` }, 'price', 'price_unreadable'],
    [{ supply: '999999' }, 'supply', undefined],
    [{ supply: '1000000' }, 'supply', 'count_out_of_range'],
    [{ perPayer: '999999' }, 'perPayer', undefined],
    [{ perPayer: '1000000' }, 'perPayer', 'limit_out_of_range'],
    [{ resaleCap: '10000' }, 'resaleCap', undefined],
    [{ resaleCap: '10000.01' }, 'resaleCap', 'cap_out_of_range'],
    [{ royalty: '10' }, 'royalty', undefined],
    [{ royalty: '10.01' }, 'royalty', 'royalty_out_of_range'],
    [{ saleStartsAt: '2027-06-12T19:31' }, 'saleEndsAt', 'sale_ends_before_start'],
  ]
  for (const [change, field, fault] of tiers) {
    it(`says ${fault ?? 'nothing'} of a tier’s ${field} for ${JSON.stringify(change).slice(0, 60)}`, () => {
      expect(tierFaultsOf(change)[`tiers.0.${field}`]).to.equal(fault)
    })
  }
})

describe('toContractName', () => {
  it('puts harmless marks in the place of those that the contract refuses', () => {
    expect(toContractName(`Rock & "Roll" <live> 'n' \\x`)).to.equal('Rock + ’Roll’  live  ’n’  x')
  })

  it('cuts at 64 bytes without breaking a character', () => {
    const name = toContractName('ü'.repeat(40))
    expect(name).to.equal('ü'.repeat(32))
  })
})

describe('toSymbol', () => {
  it('is made of initials, else of first letters, else a word of its own', () => {
    expect(toSymbol('Night of the Owls')).to.equal('NOTO')
    expect(toSymbol('Übersee')).to.equal('UBERSEE')
    expect(toSymbol('夜')).to.equal('TICKET')
  })
})
