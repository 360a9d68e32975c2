import { toString as drawQr } from 'qrcode'
import { formatDemoLink } from '#core/demo-link.ts'
import type { Lan } from './lan.ts'
import type { Stack } from './stack.ts'

/** Where to go and who is who, for the terminal. */
export function describeStack({ origin, rpcUrl, chainId, demo }: Stack): string {
  const pages = [
    `  ${origin}           events on sale`,
    `  ${origin}/tickets   a guest’s tickets and passes`,
    `  ${origin}/gate      the scanner`,
    `  ${origin}/organizer the organizer’s desk`,
  ]
  const lines = ['', 'Usher is ready.', ...pages]
  if (!demo) return lines.join('\n')
  const accounts = demo.accounts.map(
    ({ name, role, address }) => `  ${name.padEnd(8)} ${role.padEnd(16)} ${address}${held(demo, name)}`,
  )
  const events = demo.events.flatMap(({ name, eventId, doorsAt }) => [
    `  ${name} (doors ${doorsAt.toLocaleString()})`,
    `    ${origin}/events/${eventId}`,
  ])
  return [
    ...lines,
    '',
    'Events',
    ...events,
    '',
    `Accounts: choose one in the page; for a wallet of your own, chain ${chainId} is at ${rpcUrl}`,
    ...accounts,
  ].join('\n')
}

/** How phones on the same network get here, for the terminal: a code for their cameras, and what it gives them. */
export async function describeLan({ origin, demo }: Stack, { demoSeed, fingerprint }: Lan): Promise<string> {
  const link = demo ? formatDemoLink(origin, demoSeed) : origin
  const keys = [
    'The code brings the keys of the accounts above: show it to those who may be any of them, organizer included.',
    'They are on this chain alone and worth nothing. A phone keeps them; delete .usher/lan for new ones.',
  ]
  return [
    '',
    'Phones on the same network: scan this with the camera, on one for the guest and on one for the gate.',
    await drawQr(link, { type: 'terminal', small: true, errorCorrectionLevel: 'L' }),
    'The browser warns once, as nobody but this machine vouches for its certificate. Its SHA-256 fingerprint:',
    `  ${fingerprint}`,
    ...(demo ? keys : []),
  ].join('\n')
}

function held(demo: NonNullable<Stack['demo']>, holder: string): string {
  const count = demo.events
    .flatMap(({ tickets }) => tickets)
    .filter((ticket) => ticket.holder === holder).length
  return count === 0 ? '' : `  ${count} tickets`
}
