import { MAX_PICTURE_BYTES } from '#core/picture.ts'

/** As wide as a page shows it on a sharp screen. */
const MAX_SIDE = 1600
/** From fine to coarse, until it fits. */
const QUALITIES = [0.85, 0.7, 0.5, 0.3]

/**
 * A picture as base64 of a JPEG that the server takes, no larger than pages need.
 *
 * @throws Error if the browser cannot read the file as a picture.
 */
export async function shrinkPicture(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  for (const quality of QUALITIES) {
    const [, base64 = ''] = canvas.toDataURL('image/jpeg', quality).split(',')
    // three bytes in four characters
    if (base64 && base64.length * 0.75 <= MAX_PICTURE_BYTES) return base64
  }
  throw new Error('the picture does not become small enough')
}
