import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { readDeployment } from '#server/read-deployment.ts'
import { Providers } from '#ui/providers.tsx'
import { loadUiWords } from '#ui/words/load.ts'
import { readLocale } from '#ui/words/read-locale.ts'
import { uiTalk } from '#ui/words/ui-talk.ts'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await uiTalk()
  return {
    title: { default: 'Usher', template: '%s · Usher' },
    description: t('site.description'),
    applicationName: 'Usher',
    appleWebApp: { capable: true, title: 'Usher', statusBarStyle: 'default' },
  }
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
  const locale = await readLocale()
  return (
    <html lang={locale}>
      <body className="min-h-dvh font-sans antialiased">
        <Providers deployment={readDeployment()} locale={locale} words={await loadUiWords(locale)}>
          {children}
        </Providers>
      </body>
    </html>
  )
}
