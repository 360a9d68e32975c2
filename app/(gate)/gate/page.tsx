import type { Metadata } from 'next'
import { gateTalk } from '#gate/_words/load.ts'
import { GateApp } from './_components/gate-app.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await gateTalk())('frame.page') }
}

export default function GatePage() {
  return <GateApp />
}
