'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { loadPost, type Post, savePost } from '#gate/_scanner/post.ts'
import { deviceId } from '#gate/_scanner/random-bits.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import { useSession } from '#ui/session/use-session.ts'
import { useIsHydrated } from '#ui/use-is-hydrated.ts'
import { GateFrame } from './gate-frame.tsx'
import { GateSignIn } from './gate-sign-in.tsx'

// what comes after signing in is loaded then: the first page is there sooner without it
const loadStage = () => import('./scan-stage.tsx')
const ScanStage = lazy(async () => ({ default: (await loadStage()).ScanStage }))
const ChoosePost = lazy(async () => ({ default: (await import('./choose-post.tsx')).ChoosePost }))

/** The scanner: sign in, choose the post once, then scan. */
export function GateApp() {
  const t = useGateWords()
  const isHydrated = useIsHydrated()
  // most begin by signing in, so that is what stands here until it is known
  if (!isHydrated) return <GateFrame title={t('frame.title')} lead={t('signIn.leadConnect')} />
  return (
    <Suspense fallback={<GateFrame title={t('frame.title')} lead={t('frame.ready')} />}>
      <Stages />
    </Suspense>
  )
}

function Stages() {
  const { session, signIn, isSigningIn, error } = useSession(deviceId)
  const [post, setPost] = useState(loadPost)
  const isSignedIn = session !== undefined

  useEffect(() => {
    if (isSignedIn) void loadStage()
  }, [isSignedIn])

  const choose = (next: Post | undefined) => {
    savePost(next)
    setPost(next)
  }
  if (!session) return <GateSignIn onSignIn={() => signIn()} isBusy={isSigningIn} error={error} />
  if (!post) return <ChoosePost staff={session.address} onChoose={choose} />
  return (
    <ScanStage
      key={`${post.eventId}/${session.address}`}
      post={post}
      staff={session.address}
      onLeave={() => choose(undefined)}
    />
  )
}
