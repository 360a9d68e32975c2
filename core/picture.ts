/** The pictures that every browser shows and that run nothing. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

/** Of an event's picture, in bytes. */
export const MAX_PICTURE_BYTES = 512 * 1024

/** What a picture is by its first bytes, whatever its name says; undefined: none of {@link PICTURE_TYPES}. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  const begins = (at: number, ...wanted: readonly number[]) =>
    wanted.every((byte, index) => bytes[at + index] === byte)
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  // "RIFF", four bytes of length, "WEBP"
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return undefined
}
