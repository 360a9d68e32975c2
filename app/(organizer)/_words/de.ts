import type { Translation } from '#ui/words/message.ts'
import type en from './en.ts'

const de: Translation<typeof en> = {
  places: {
    organizer: 'Veranstalten',
    gate: 'Einlass',
  },
  office: {
    title: 'Veranstalten',
    lead: 'Ihre Veranstaltungen: wer drinnen ist, wer scannen darf und was am Einlass abgewiesen wird.',
    which: 'Mit welcher Wallet veranstalten Sie?',
    whichText: 'Mit der, die die Veranstaltung angelegt hat, oder der einer Leitung.',
    loading: 'Ihre Veranstaltungen werden geladen',
    loadingOne: 'Eine Veranstaltung wird geladen',
    noneTitle: 'Sie haben noch keine Veranstaltung',
    noneText:
      'Legen Sie eine an, indem Sie mit dieser Wallet den Factory-Vertrag aufrufen; {docs} sagt wie. Sie erscheint hier ein paar Sekunden nach ihrem Block.',
  },
  event: {
    public: 'Öffentliche Seite ansehen',
    issuedFor: 'Ausgegeben für {event}',
    issued: 'Ausgegeben',
    soldOf: '{sold} von {supply}',
    soldLabel: '{tier}: {sold} von {supply} ausgegeben',
  },
  counts: {
    label: 'Gerade am Einlass von {event}',
    admitted: 'Eingelassen',
    inside: 'Drinnen',
    refused: 'Abgewiesen',
    perGate: '{gate}: {number} hinein',
    gate: 'Eingang {gate}',
  },
  staff: {
    label: 'Personal von {event}',
    title: 'Personal',
    loading: 'Das Personal wird geladen',
    none: 'Noch niemand. Tragen Sie unten die erste Wallet ein.',
    remove: 'Entfernen',
    removeOne: '{wallet} entfernen',
    wallet: 'Wallet hinzufügen',
    walletWrong: 'Eine Adresse beginnt mit 0x und hat danach 40 Zeichen.',
    role: 'Rolle',
    add: 'Hinzufügen',
    steward: 'Einlass',
    supervisor: 'Aufsicht',
    manager: 'Leitung',
    stewardMay: 'Einlass: scannt',
    supervisorMay: 'Aufsicht: scannt und übersteuert',
    managerMay: 'Leitung: Personal und Zahlen',
  },
}

export default de
