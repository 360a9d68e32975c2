import { type StaffRole, staffRole } from '#core/api/auth.ts'
import type { Api } from '../client/api.ts'
import { signIn } from '../client/sign-in.ts'
import { until } from '../client/until.ts'
import { demoSigners, getDemoSigner } from './demo-signers.ts'

/**
 * Has the demo's organizer take on the demo accounts that are staff, at all of her events: roles stand in the registry,
 * so this goes through the API once the server runs. What is granted already stays.
 *
 * @throws when the server refuses
 */
export async function appointDemoStaff(
  api: Api,
  events: readonly { readonly eventId: string }[],
): Promise<void> {
  const token = await signIn(api, getDemoSigner('Olga').account)
  for (const { eventId } of events) {
    // before that nobody is known as its organizer
    await until(`the mirror to know the event ${eventId}`, async () => {
      const { status } = await api.call('GET', `/api/events/${eventId}`)
      return status === 200 ? true : undefined
    })
    for (const { address, role } of demoSigners) {
      if (!isStaffRole(role)) continue
      const sent = { token, body: { address, role } }
      const { status, body } = await api.call('POST', `/api/events/${eventId}/staff`, sent)
      if (status >= 300) throw new Error(`Granting ${role} answered ${status}: ${JSON.stringify(body)}`)
    }
  }
}

function isStaffRole(role: string): role is StaffRole {
  return staffRole.safeParse(role).success
}
