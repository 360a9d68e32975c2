/** What the demo tries, in order, and what has to come of it. */
export const steps = {
  'create-event': {
    tried: 'an organizer creates an event with doors open, and one with doors ahead',
    expected: 'created',
  },
  'mirror-event': { tried: 'the API knows both', expected: 'mirrored' },
  buy: { tried: 'Ada buys three tickets to the first and one to the second', expected: '4 tickets' },
  'register-pass-key': {
    tried: 'her wallet authorises her phone, then the phone asks twice',
    expected: '201, again 200',
  },
  'staff-sign-in': { tried: 'the organizer makes a steward, who signs in', expected: 'steward' },
  admit: { tried: 'the steward scans Ada’s code', expected: 'admit' },
  'same-code-again': { tried: 'somebody shows the same code', expected: 'refuse already_redeemed' },
  'same-nonce-again': { tried: 'the scanner repeats its first request', expected: 'admit, repeated' },
  'code-two-minutes-old': { tried: 'a screenshot from two minutes ago', expected: 'refuse pass_expired' },
  'signature-byte-changed': {
    tried: 'a code with one byte of its signature changed',
    expected: 'refuse invalid',
  },
  'pass-of-other-event': {
    tried: 'her code for the second event, at the first',
    expected: 'refuse wrong_event',
  },
  'revoked-key': { tried: 'a phone that she has reported lost', expected: 'refuse revoked' },
  transfer: { tried: 'Ada gives her ticket to the second event to Ben', expected: 'moved' },
  'old-holder-pass': { tried: 'doors open there; Ada still shows it', expected: 'refuse not_owner' },
  'new-holder-pass': { tried: 'Ben shows it', expected: 'admit' },
  'transfer-after-cut-off': {
    tried: 'Ben, inside, sends the ticket on',
    expected: 'refused by the contract',
  },
  'outsider-scan': { tried: 'a stranger scans for the event', expected: '403 forbidden' },
  'voucher-claim-no-gas': {
    tried: 'a guest with no coin at all opens a voucher’s link, and the relay brings it to the chain',
    expected: 'mined: 1 ticket, 0 coin',
  },
  'voucher-stolen': {
    tried: 'a thief without the link’s key; one who swaps the recipient of a claim; one with a used link',
    expected: '422 claim_signature_wrong, 422 claim_signature_wrong, 409 claimed: 0 tickets',
  },
  'scans-64-at-once': {
    tried: '64 clients scan one ticket at the same time',
    expected: '1 admit, 63 already_redeemed',
  },
  'resale-above-cap': {
    tried: 'Ada asks a wei more for a ticket than its tier allows',
    expected: '400 price_above_cap, contract UsherEvent_PriceAboveCap',
  },
  'resale-within-cap': {
    tried: 'she asks 110 % of the price, and Ben buys what the API shows; 5 % are the organizer’s',
    expected: 'Ben holds it, 104500000000000 wei to Ada, 5500000000000 wei credited',
  },
  'listing-dead-after-transfer': {
    tried: 'Ada lists another ticket and gives it away',
    expected: '0 shown, contract UsherEvent_NotHolder',
  },
  'cancel-and-refund': {
    tried: 'the organizer cancels; Ben takes back what his ticket first cost, asks twice, and shows his pass',
    expected: '100000000000000 wei, again UsherEvent_NothingToRefund; at the gate refuse canceled',
  },
} as const satisfies Record<string, { readonly tried: string; readonly expected: string }>

export type StepName = keyof typeof steps

export const stepNames = Object.keys(steps) as readonly StepName[]
