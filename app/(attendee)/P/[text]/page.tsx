import type { Metadata } from 'next'
import { CodeExplained } from './_components/code-explained.tsx'

type Props = { readonly params: Promise<{ readonly text: string }> }

export const metadata: Metadata = { title: 'An entry code' }

/** Where an ordinary camera app leads: explains what the code is, and admits nobody. */
export default async function CodePage({ params }: Props) {
  return <CodeExplained text={decodeURIComponent((await params).text)} />
}
