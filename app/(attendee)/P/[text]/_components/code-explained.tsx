import { ScanLine, Ticket } from 'lucide-react'
import Link from 'next/link'
import { parsePass } from '#core/pass-text.ts'
import { isTokenId, numberOf } from '#core/token-id.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Fact, Facts } from '#ui/facts.tsx'
import { PageTitle } from '#ui/page-title.tsx'

/** What a code is, for whoever photographed one. Nothing is checked here, and nothing is sent. */
export function CodeExplained({ text }: { readonly text: string }) {
  const pass = parsePass(text)
  return (
    <div className="mx-auto max-w-xl">
      <PageTitle
        title={pass ? 'This is somebody’s entry code' : 'This is no entry code'}
        lead={
          pass
            ? 'A phone shows it at the door for a few seconds, then makes a new one. Opening it here lets nobody in.'
            : 'It may be cut short, or come from somewhere else.'
        }
      />
      {pass && (
        <Card className="mb-6">
          <h2 className="font-semibold">What it says</h2>
          <Facts className="mt-1">
            <Fact name="Ticket">
              {isTokenId(pass.tokenId) ? `No ${numberOf(pass.tokenId)}` : pass.tokenId.toString()}
            </Fact>
            <Fact name="Made at">
              <time dateTime={new Date(pass.madeAt * 1000).toISOString()}>{formatUtc(pass.madeAt)}</time>
            </Fact>
            <Fact name="Good at the door for">about half a minute</Fact>
          </Facts>
          <p className="mt-3 text-ink-soft">Whether it is genuine, only the scanner at the gate can tell.</p>
        </Card>
      )}
      <div className="flex flex-wrap gap-3">
        <Button asChild>
          <Link href="/tickets">
            <Ticket aria-hidden="true" className="size-5" /> I have a ticket
          </Link>
        </Button>
        <Button asChild look="secondary">
          <Link href="/gate">
            <ScanLine aria-hidden="true" className="size-5" /> I work at the door
          </Link>
        </Button>
      </div>
    </div>
  )
}

function formatUtc(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
