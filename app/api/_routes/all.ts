import type { Route } from '#server/http/route.ts'
import { getMe, postNonce, postRefresh, postSignOut, postVerify } from './auth.ts'
import { getEvent, getEvents } from './events.ts'
import { deletePassKey, deletePassKeys, postPassKey } from './pass-keys.ts'
import { getScans, postScan } from './scans.ts'
import { deleteStaff, getStaff, postStaff } from './staff.ts'
import { getHeldTickets, getTicket } from './tickets.ts'

/** Every route of the API, in the order in which the document lists them. */
export const routes: readonly Route[] = [
  postNonce,
  postVerify,
  postRefresh,
  postSignOut,
  getMe,
  getEvents,
  getEvent,
  getHeldTickets,
  getTicket,
  postPassKey,
  deletePassKey,
  deletePassKeys,
  postScan,
  getScans,
  getStaff,
  postStaff,
  deleteStaff,
]
