import type { ReactNode } from 'react'
import { SiteHeader } from '#ui/site-header.tsx'

const PLACES = [
  { href: '/organizer', label: 'Organize' },
  { href: '/gate', label: 'Gate' },
]

/** Pages for organizers and managers. */
export default function OrganizerLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader places={PLACES} />
      <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6 sm:py-10">{children}</main>
    </div>
  )
}
