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
    for (const { address, role } of demoSigners) {
      if (!isStaffRole(role)) continue
      const { status, body } = await until(`the mirror to know the event ${eventId}`, async () => {
        const answer = await api.call('POST', `/api/events/${eventId}/staff`, {
          token,
          body: { address, role },
        })
        return answer.status === 404 ? undefined : answer
      })
      if (status >= 300) throw new Error(`Granting ${role} answered ${status}: ${JSON.stringify(body)}`)
    }
  }
}

function isStaffRole(role: string): role is StaffRole {
  return staffRole.safeParse(role).success
}
