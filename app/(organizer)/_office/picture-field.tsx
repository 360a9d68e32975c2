'use client'

import { ImagePlus, X } from 'lucide-react'
import { useState } from 'react'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { FilePicker } from '#ui/file-picker.tsx'
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
  const [isBad, setBad] = useState(false)
  const shown = picture === null ? kept : `data:image/jpeg;base64,${picture}`
  const take = async (file: File) => {
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
        <FilePicker accept="image/jpeg,image/png,image/webp" label={t('create.picture')} onFile={take}>
          {(open) => (
            <Button look="secondary" onClick={open}>
              <ImagePlus aria-hidden="true" className="size-5" /> {t('create.picture')}
            </Button>
          )}
        </FilePicker>
        {shown !== null && (
          <Button look="quiet" onClick={() => onPicture(null)}>
            <X aria-hidden="true" className="size-5" /> {t('create.pictureRemove')}
          </Button>
        )}
      </div>
      <p className="mt-1.5 text-sm text-ink-soft">{t('create.pictureHint')}</p>
      {isBad && (
        <p role="alert" className="mt-1.5 text-sm font-medium text-bad-ink">
          {t('create.pictureBad')}
        </p>
      )}
    </div>
  )
}
