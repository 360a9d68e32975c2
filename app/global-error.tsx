'use client'

import PageError from './error.tsx'
import './globals.css'

/** The last catch, for a fault in the root layout itself; it brings its own document. */
export default function GlobalError(props: { readonly error: Error; readonly reset: () => void }) {
  return (
    <html lang="en">
      <body className="min-h-dvh font-sans antialiased">
        <PageError {...props} />
      </body>
    </html>
  )
}
