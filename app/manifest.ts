import type { MetadataRoute } from 'next'
import { uiTalk } from '#ui/words/ui-talk.ts'

/** What a phone needs to put Usher on its home screen; it opens where the guest's tickets are. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await uiTalk()
  return {
    id: '/',
    name: 'Usher',
    short_name: 'Usher',
    description: t('site.description'),
    start_url: '/tickets',
    scope: '/',
    display: 'standalone',
    background_color: '#faf9f7',
    theme_color: '#faf9f7',
    icons: [
      { src: '/icons/usher-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/usher-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/usher-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: t('notFound.tickets'), url: '/tickets' },
      { name: t('site.gate'), url: '/gate' },
    ],
  }
}
