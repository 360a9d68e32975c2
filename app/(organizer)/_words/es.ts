import type { Translation } from '#ui/words/message.ts'
import type en from './en.ts'

const es: Translation<typeof en> = {
  places: {
    organizer: 'Organizar',
    gate: 'Puerta',
  },
  office: {
    title: 'Organizar',
    lead: 'Tus eventos: quién está dentro, quién puede escanear y qué rechazan las puertas.',
    which: '¿Qué wallet organiza?',
    whichText: 'La que creó el evento, o la de uno de sus responsables.',
    loading: 'Cargando tus eventos',
    loadingOne: 'Cargando un evento',
    noneTitle: 'Aún no tienes eventos',
    noneText:
      'Crea uno llamando al contrato de fábrica con esta wallet; {docs} explica cómo. Aparece aquí unos segundos después de su bloque.',
  },
  event: {
    public: 'Ver su página pública',
    issuedFor: 'Emitidas para {event}',
    issued: 'Emitidas',
    soldOf: '{sold} de {supply}',
    soldLabel: '{tier}: {sold} de {supply} emitidas',
  },
  counts: {
    label: 'Ahora en las puertas de {event}',
    admitted: 'Admitidas',
    inside: 'Dentro',
    refused: 'Rechazadas',
    perGate: '{gate}: {number} dentro',
    gate: 'Puerta {gate}',
  },
  staff: {
    label: 'Personal de {event}',
    title: 'Personal',
    loading: 'Cargando el personal',
    none: 'Aún nadie. Añade abajo la primera wallet.',
    remove: 'Quitar',
    removeOne: 'Quitar {wallet}',
    wallet: 'Wallet que añadir',
    walletWrong: 'Una dirección empieza por 0x y tiene 40 caracteres más.',
    role: 'Función',
    add: 'Añadir',
    steward: 'Puerta',
    supervisor: 'Supervisor',
    manager: 'Responsable',
    stewardMay: 'Puerta: escanea',
    supervisorMay: 'Supervisor: escanea y decide',
    managerMay: 'Responsable: personal y cifras',
  },
}

export default es
