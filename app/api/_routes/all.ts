import type { Route } from '#server/http/route.ts'
import { getMe, postNonce, postRefresh, postSignOut, postVerify } from './auth.ts'
import { getContractRoles } from './contract-roles.ts'
import { getCredits } from './credits.ts'
import { getCurrency } from './currencies.ts'
import { getChain, getHealth, getMetrics, postRpc } from './deployment.ts'
import { getDescription, getDocument, getPicture, postDescription } from './descriptions.ts'
import { createDocumentRoutes } from './document.ts'
import { getEvent, getEvents } from './events.ts'
import { getIncidents } from './incidents.ts'
import { getListings, postListing } from './listings.ts'
import { getLive } from './live.ts'
import { getEventTickets, getHoldings, getScansCsv, getStats, getTicketsCsv } from './office.ts'
import { deletePassKey, deletePassKeys, getPassKeys, postPassKey } from './pass-keys.ts'
import { getScans, postScan, postScanPreview } from './scans.ts'
import { deleteStaff, getStaff, postStaff } from './staff.ts'
import { getHeldTickets, getTicket } from './tickets.ts'
import { getVoucherClaim, postVoucherClaim } from './voucher-claims.ts'
import { getVouchers, postVoucher } from './vouchers.ts'

const described: readonly Route[] = [
  postNonce,
  postVerify,
  postRefresh,
  postSignOut,
  getMe,
  getEvents,
  getEvent,
  postDescription,
  getDescription,
  getDocument,
  getPicture,
  getHeldTickets,
  getTicket,
  getCredits,
  getCurrency,
  getEventTickets,
  getTicketsCsv,
  postListing,
  getListings,
  postPassKey,
  getPassKeys,
  deletePassKey,
  deletePassKeys,
  postVoucherClaim,
  getVoucherClaim,
  postVoucher,
  getVouchers,
  getContractRoles,
  getStaff,
  postStaff,
  deleteStaff,
  postScan,
  postScanPreview,
  getScans,
  getScansCsv,
  getStats,
  getHoldings,
  getIncidents,
  getLive,
  getChain,
  postRpc,
  getHealth,
  getMetrics,
]

/** Every route of the API, in the order in which the document lists them. */
export const routes: readonly Route[] = [...described, ...createDocumentRoutes(described)]
