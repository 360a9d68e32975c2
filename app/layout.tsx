import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { readDeployment } from '#server/read-deployment.ts'
import { Providers } from '#ui/providers.tsx'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Usher', template: '%s · Usher' },
  description: 'Tickets that work at the door.',
  applicationName: 'Usher',
  appleWebApp: { capable: true, title: 'Usher', statusBarStyle: 'default' },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f7' },
    { media: '(prefers-color-scheme: dark)', color: '#0d0f17' },
  ],
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  // the deployment's facts are known when it runs, not when it is built
  await connection()
  return (
    <html lang="en">
      <body className="min-h-dvh font-sans antialiased">
        <Providers deployment={readDeployment()}>{children}</Providers>
      </body>
    </html>
  )
}
