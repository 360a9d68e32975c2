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
    '',
    'Ctrl-C stops everything.',
  ].join('\n')
}

function held(demo: NonNullable<Stack['demo']>, holder: string): string {
  const count = demo.events
    .flatMap(({ tickets }) => tickets)
    .filter((ticket) => ticket.holder === holder).length
  return count === 0 ? '' : `  ${count} tickets`
}
