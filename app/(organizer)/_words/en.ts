import type { Words } from '#ui/words/message.ts'

/** What the organizer's pages say, in English. The other languages have the same messages. */
const en = {
  places: {
    organizer: 'Organize',
    gate: 'Gate',
  },
  office: {
    title: 'Organize',
    lead: 'Your events: who is inside, who may scan, and what the doors refuse.',
    which: 'Which wallet organizes?',
    whichText: 'The one that created the event, or one of its managers.',
    loading: 'Loading your events',
    loadingOne: 'Loading an event',
    noneTitle: 'No events of yours yet',
    noneText:
      'Create one by calling the factory contract with this wallet; {docs} says how. It appears here a few seconds after its block.',
  },
  event: {
    public: 'See its public page',
    issuedFor: 'Issued for {event}',
    issued: 'Issued',
    soldOf: '{sold} of {supply}',
    soldLabel: '{tier}: {sold} of {supply} issued',
  },
  counts: {
    label: 'At the doors of {event} now',
    admitted: 'Admitted',
    inside: 'Inside',
    refused: 'Refused',
    perGate: '{gate}: {number} in',
    gate: 'Gate {gate}',
  },
  staff: {
    label: 'Staff of {event}',
    title: 'Staff',
    loading: 'Loading the staff',
    none: 'Nobody yet. Add the wallet of the first steward below.',
    remove: 'Remove',
    removeOne: 'Remove {wallet}',
    wallet: 'Wallet to add',
    walletWrong: 'An address begins with 0x and has 40 more characters.',
    role: 'Role',
    add: 'Add',
    steward: 'Steward',
    supervisor: 'Supervisor',
    manager: 'Manager',
    stewardMay: 'Steward: scans',
    supervisorMay: 'Supervisor: scans and overrides',
    managerMay: 'Manager: staff and numbers',
  },
} as const satisfies Words

export default en
