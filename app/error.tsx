'use client'

import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'

/** What a visitor sees of a fault in a page of ours. */
export default function PageError({ reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <main className="mx-auto max-w-xl px-4 py-16">
      <h1 className="sr-only">Something went wrong</h1>
      <Notice
        tone="bad"
        title="Something went wrong on this page"
        actions={
          <>
            <Button onClick={reset}>Try again</Button>
            <Button asChild look="secondary">
              <a href="/">Start page</a>
            </Button>
          </>
        }
      >
        Your tickets are safe: they are on the chain, and your phone’s key is on your phone.
      </Notice>
    </main>
  )
}
