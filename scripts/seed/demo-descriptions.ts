import { readFile } from 'node:fs/promises'
import type { DescriptionRequest } from '#core/api/description.ts'

/** What is said about a demo event; its title is the name in its contract. */
export type DemoDescription = Omit<DescriptionRequest, 'picture'> & {
  readonly picture: () => Promise<Buffer>
}

/** What the organizer says about the demo events. */
export const demoDescriptions: readonly DemoDescription[] = [
  {
    title: 'Night of the Owls',
    venue: 'Old Observatory, Hill Road 1',
    about:
      'Four bands under the open dome, and the telescope for whoever stays up. Bring something warm: the roof opens at midnight.',
    timeZone: 'Europe/Lisbon',
    picture: readPicture('night-of-the-owls.webp'),
  },
  {
    title: 'Harbour Sessions',
    venue: 'Pier 4, North Harbour',
    about: 'A day of small stages between the cranes, from the first ferry to the last.',
    timeZone: 'Europe/Lisbon',
    picture: readPicture('harbour-sessions.webp'),
  },
]

function readPicture(name: string): () => Promise<Buffer> {
  return () => readFile(new URL(`pictures/${name}`, import.meta.url))
}
