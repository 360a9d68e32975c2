'use client'

import { useState } from 'react'
import type { Event } from '#core/api/event.ts'
import { classNames } from '../class-names.ts'

type EventPictureProps = {
  readonly event: Pick<Event, 'description'>
  /** It is seen without scrolling, so it does not wait. */
  readonly isFirst?: boolean
  readonly className?: string
}

/** An event's picture, as an image and nothing else; nothing where there is none or it does not come. */
export function EventPicture({ event, isFirst = false, className }: EventPictureProps) {
  const picture = event.description?.picture
  const [missing, setMissing] = useState<string>()
  if (!picture || picture === missing) return null
  const giveUp = () => setMissing(picture)
  return (
    <img
      // what the server's page asks for may have failed before there was anybody to hear it
      ref={(image) => {
        if (image?.complete && image.naturalWidth === 0) giveUp()
      }}
      src={picture}
      // it says nothing that the title beside it does not
      alt=""
      loading={isFirst ? 'eager' : 'lazy'}
      fetchPriority={isFirst ? 'high' : 'auto'}
      decoding="async"
      onError={giveUp}
      className={classNames('aspect-[16/9] w-full bg-sunken object-cover', className)}
    />
  )
}
