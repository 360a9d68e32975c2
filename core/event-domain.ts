/** Name and version of the EIP-712 domain of what an event's contract checks; chain and contract are the event's. */
export const EVENT_DOMAIN = { name: 'Usher Event', version: '1' } as const
