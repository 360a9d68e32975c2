import type { Translation } from '#ui/words/message.ts'
import type en from './en.ts'

const fr: Translation<typeof en> = {
  places: {
    organizer: 'Organiser',
    gate: 'Entrée',
  },
  office: {
    title: 'Organiser',
    lead: 'Vos événements : qui est à l’intérieur, qui peut scanner, et ce que les entrées refusent.',
    which: 'Quel wallet organise ?',
    whichText: 'Celui qui a créé l’événement, ou celui d’un responsable.',
    loading: 'Chargement de vos événements',
    loadingOne: 'Chargement d’un événement',
    noneTitle: 'Vous n’avez pas encore d’événement',
    noneText:
      'Créez-en un en appelant le contrat de fabrique avec ce wallet ; {docs} explique comment. Il apparaît ici quelques secondes après son bloc.',
  },
  event: {
    public: 'Voir sa page publique',
    issuedFor: 'Émis pour {event}',
    issued: 'Émis',
    soldOf: '{sold} sur {supply}',
    soldLabel: '{tier} : {sold} sur {supply} émis',
  },
  counts: {
    label: 'Aux entrées de {event} en ce moment',
    admitted: 'Admis',
    inside: 'À l’intérieur',
    refused: 'Refusés',
    perGate: '{gate} : {number} entrés',
    gate: 'Entrée {gate}',
  },
  staff: {
    label: 'Équipe de {event}',
    title: 'Équipe',
    loading: 'Chargement de l’équipe',
    none: 'Personne pour l’instant. Ajoutez ci-dessous le premier wallet.',
    remove: 'Retirer',
    removeOne: 'Retirer {wallet}',
    wallet: 'Wallet à ajouter',
    walletWrong: 'Une adresse commence par 0x et compte 40 autres caractères.',
    role: 'Rôle',
    add: 'Ajouter',
    steward: 'Contrôle',
    supervisor: 'Superviseur',
    manager: 'Responsable',
    stewardMay: 'Contrôle : scanne',
    supervisorMay: 'Superviseur : scanne et peut passer outre',
    managerMay: 'Responsable : équipe et chiffres',
  },
}

export default fr
