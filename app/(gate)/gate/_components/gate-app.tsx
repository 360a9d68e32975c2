'use client'

import { useState } from 'react'
import { loadPost, type Post, savePost } from '#gate/_scanner/post.ts'
import { deviceId } from '#gate/_scanner/random-bits.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import { useSession } from '#ui/session/use-session.ts'
import { useIsHydrated } from '#ui/use-is-hydrated.ts'
import { ChoosePost } from './choose-post.tsx'
import { GateFrame } from './gate-frame.tsx'
import { GateSignIn } from './gate-sign-in.tsx'
import { ScanStage } from './scan-stage.tsx'

/** The scanner: sign in, choose the post once, then scan. */
export function GateApp() {
  const t = useGateWords()
  const isHydrated = useIsHydrated()
  return isHydrated ? <Stages /> : <GateFrame title={t('frame.title')} lead={t('frame.ready')} />
}

function Stages() {
  const { session, signIn, isSigningIn, error } = useSession(deviceId)
  const [post, setPost] = useState(loadPost)

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
