import type { Route } from '#server/http/route.ts'
import { getMe, postNonce, postRefresh, postSignOut, postVerify } from './auth.ts'

/** Every route of the API, in the order in which the document lists them. */
export const routes: readonly Route[] = [postNonce, postVerify, postRefresh, postSignOut, getMe]
