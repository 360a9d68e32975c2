import type { Metadata } from 'next'
import { attendeeTalk } from '#attendee/_words/load.ts'
import { CodeExplained } from './_components/code-explained.tsx'

type Props = { readonly params: Promise<{ readonly text: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await attendeeTalk())('code.page') }
}

/** Where an ordinary camera app leads: explains what the code is, and admits nobody. */
export default async function CodePage({ params }: Props) {
  return <CodeExplained text={decodeURIComponent((await params).text)} />
}
