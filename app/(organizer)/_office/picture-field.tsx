'use client'

import { ImagePlus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { shrinkPicture } from './shrink-picture.ts'

type PictureFieldProps = {
  /** base64 of a JPEG */
  readonly picture: string | null
  /** path of the one that the server has, where no other was chosen */
  readonly kept?: string | null
  readonly onPicture: (picture: string | null) => void
}

/** Chooses a picture, makes it small, and shows it. */
export function PictureField({ picture, kept = null, onPicture }: PictureFieldProps) {
  const t = useOrganizerWords()
  const input = useRef<HTMLInputElement>(null)
  const [isBad, setBad] = useState(false)
  const shown = picture === null ? kept : `data:image/jpeg;base64,${picture}`
  const take = async (file: File | undefined) => {
    if (!file) return
    try {
      onPicture(await shrinkPicture(file))
      setBad(false)
    } catch {
      setBad(true)
    }
  }
  return (
    <div>
      <p className="mb-1.5 font-medium">{t('create.picture')}</p>
      {shown !== null && (
        <img src={shown} alt="" className="mb-3 max-h-56 rounded-control border border-line" />
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="secondary" onClick={() => input.current?.click()}>
          <ImagePlus aria-hidden="true" className="size-5" /> {t('create.picture')}
        </Button>
        {shown !== null && (
          <Button look="quiet" onClick={() => onPicture(null)}>
            <X aria-hidden="true" className="size-5" /> {t('create.pictureRemove')}
          </Button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        aria-label={t('create.picture')}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => void take(target.files?.[0])}
      />
      <p className="mt-1.5 text-sm text-ink-soft">{t('create.pictureHint')}</p>
      {isBad && (
        <p role="alert" className="mt-1.5 text-sm font-medium text-bad-ink">
          {t('create.pictureBad')}
        </p>
      )}
    </div>
  )
}
