import { Compass } from 'lucide-react'
import Link from 'next/link'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Wordmark } from '#ui/mark.tsx'

export default function NotFound() {
  return (
    <div className="mx-auto flex min-h-dvh max-w-xl flex-col px-4 py-6">
      <header>
        <Link href="/" aria-label="Usher, start page" className="inline-block rounded-lg py-2">
          <Wordmark />
        </Link>
      </header>
      <main className="flex flex-1 flex-col justify-center">
        <Empty
          Icon={Compass}
          level={1}
          title="There is no such page"
          actions={
            <>
              <Button asChild>
                <Link href="/">See events</Link>
              </Button>
              <Button asChild look="secondary">
                <Link href="/tickets">My tickets</Link>
              </Button>
            </>
          }
        >
          The link may be cut short or mistyped.
        </Empty>
      </main>
    </div>
  )
}
