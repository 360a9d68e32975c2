/** How check-in lists and gates are named, unique within their event. */
export const LOCAL_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/
