import type { Metadata } from 'next'
import { GateApp } from './_components/gate-app.tsx'

export const metadata: Metadata = { title: 'Gate' }

export default function GatePage() {
  return <GateApp />
}
