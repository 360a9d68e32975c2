import { type StaffRole, staffRole } from '#core/api/auth.ts'
import type { Api } from '../client/api.ts'
import { signIn } from '../client/sign-in.ts'
import { until } from '../client/until.ts'
import { demoDescriptions } from './demo-descriptions.ts'
import { type DemoSigners, getDemoSigner } from './demo-signers.ts'

type DemoEventName = { readonly eventId: string; readonly name: string }
type Office = { readonly api: Api; readonly token: string; readonly eventId: string }

/**
 * Has the demo's organizer do what organizers do at their desk, at all of her events: take on the demo accounts that
 * are staff, and say where the event is and what it is about. Both stand in the registry, so this goes through the
 * API once the server runs. Doing it again changes nothing.
 *
 * @throws when the server refuses
 */
export async function setUpDemoOffice(
  api: Api,
  events: readonly DemoEventName[],
  signers: DemoSigners,
): Promise<void> {
  const token = await signIn(api, getDemoSigner('Olga', signers).account)
  for (const { eventId, name } of events) {
    // before that nobody is known as its organizer
    await until(`the mirror to know the event ${eventId}`, async () => {
      const { status } = await api.call('GET', `/api/events/${eventId}`)
      return status === 200 ? true : undefined
    })
    await appointStaff({ api, token, eventId }, signers)
    await describe({ api, token, eventId }, name)
  }
}

async function appointStaff(office: Office, { accounts }: DemoSigners): Promise<void> {
  for (const { address, role } of accounts) {
    if (isStaffRole(role)) await post(office, 'staff', { address, role })
  }
}

async function describe(office: Office, name: string): Promise<void> {
  const said = demoDescriptions.find(({ title }) => title === name)
  if (!said) return
  const { picture, ...texts } = said
  await post(office, 'description', { ...texts, picture: (await picture()).toString('base64') })
}

async function post({ api, token, eventId }: Office, what: string, body: unknown): Promise<void> {
  const answer = await api.call('POST', `/api/events/${eventId}/${what}`, { token, body })
  if (answer.status >= 300) {
    throw new Error(`Setting the ${what} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  }
}

function isStaffRole(role: string): role is StaffRole {
  return staffRole.safeParse(role).success
}
