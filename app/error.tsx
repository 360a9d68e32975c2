'use client'

import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { useUiWords } from '#ui/words/use-ui-words.ts'

/** What a visitor sees of a fault in a page of ours. */
export default function PageError({ reset }: { readonly error: Error; readonly reset: () => void }) {
  const t = useUiWords()
  return (
    <main className="mx-auto max-w-xl px-4 py-16">
      <h1 className="sr-only">{t('fault.heading')}</h1>
      <Notice
        tone="bad"
        title={t('fault.title')}
        actions={
          <>
            <Button onClick={reset}>{t('action.tryAgain')}</Button>
            <Button asChild look="secondary">
              <a href="/">{t('action.startPage')}</a>
            </Button>
          </>
        }
      >
        {t('fault.text')}
      </Notice>
    </main>
  )
}
