import { ScanLine, Ticket } from 'lucide-react'
import Link from 'next/link'
import { attendeeTalk } from '#attendee/_words/load.ts'
import { parsePass } from '#core/pass-text.ts'
import { isTokenId, numberOf } from '#core/token-id.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Fact, Facts } from '#ui/facts.tsx'
import { PageTitle } from '#ui/page-title.tsx'

/** What a code is, for whoever photographed one. Nothing is checked here, and nothing is sent. */
export async function CodeExplained({ text }: { readonly text: string }) {
  const t = await attendeeTalk()
  const pass = parsePass(text)
  return (
    <div className="mx-auto max-w-xl">
      <PageTitle
        title={pass ? t('code.isOne') : t('code.isNone')}
        lead={pass ? t('code.isOneText') : t('code.isNoneText')}
      />
      {pass && (
        <Card className="mb-6">
          <h2 className="font-semibold">{t('code.says')}</h2>
          <Facts className="mt-1">
            <Fact name={t('code.ticket')}>
              {isTokenId(pass.tokenId)
                ? t('code.number', { number: `${numberOf(pass.tokenId)}` })
                : pass.tokenId.toString()}
            </Fact>
            <Fact name={t('code.madeAt')}>
              <time dateTime={new Date(pass.madeAt * 1000).toISOString()}>{formatUtc(pass.madeAt)}</time>
            </Fact>
            <Fact name={t('code.goodFor')}>{t('code.halfMinute')}</Fact>
          </Facts>
          <p className="mt-3 text-ink-soft">{t('code.genuine')}</p>
        </Card>
      )}
      <div className="flex flex-wrap gap-3">
        <Button asChild>
          <Link href="/tickets">
            <Ticket aria-hidden="true" className="size-5" /> {t('code.guest')}
          </Link>
        </Button>
        <Button asChild look="secondary">
          <Link href="/gate">
            <ScanLine aria-hidden="true" className="size-5" /> {t('code.steward')}
          </Link>
        </Button>
      </div>
    </div>
  )
}

function formatUtc(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
