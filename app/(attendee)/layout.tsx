import Link from 'next/link'
import type { ReactNode } from 'react'
import { SiteHeader } from '#ui/site-header.tsx'

const PLACES = [
  { href: '/', label: 'Events' },
  { href: '/tickets', label: 'My tickets' },
]

/** Pages for guests. */
export default function AttendeeLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader places={PLACES} />
      <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6 sm:py-10">{children}</main>
      <footer className="border-t border-line">
        <nav
          aria-label="For staff"
          className="mx-auto flex max-w-5xl flex-wrap gap-x-6 px-4 py-4 text-ink-soft sm:px-6 [&>a]:inline-flex [&>a]:min-h-11 [&>a]:items-center [&>a:hover]:text-ink"
        >
          <Link href="/gate">Scan at a gate</Link>
          <Link href="/organizer">Organize</Link>
          <a href="/api/docs">HTTP API</a>
        </nav>
      </footer>
    </div>
  )
}
