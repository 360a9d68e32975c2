import { z } from 'zod'
import { MAX_PICTURE_BYTES } from '../picture.ts'
import { isTimeZone } from '../time-zone.ts'
import { instant } from './primitives.ts'

/** Base64 takes four characters for three bytes. */
const maxPictureText = Math.ceil(MAX_PICTURE_BYTES / 3) * 4

const timeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimeZone, 'must be an IANA time zone')
  .meta({ description: 'IANA name; all times of the event are shown in it', example: 'Europe/Lisbon' })

/** POST /api/events/{eventId}/description */
export const descriptionRequest = z
  .object({
    title: z.string().trim().min(1).max(120),
    venue: z.string().trim().max(200),
    about: z.string().trim().max(4000),
    timeZone,
    picture: z
      .string()
      .max(maxPictureText)
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64')
      .nullable()
      .optional()
      .meta({ description: 'JPEG, PNG or WebP of up to 512 KiB in base64; null: none; absent: as it was' }),
  })
  .meta({ id: 'DescriptionRequest' })
export type DescriptionRequest = z.infer<typeof descriptionRequest>

/** What the organizer says about an event, beside what its contract says. */
export const description = z
  .object({
    title: z.string(),
    venue: z.string(),
    about: z.string(),
    picture: z.string().nullable().meta({ description: 'Path of the picture; null: none' }),
  })
  .meta({ id: 'Description' })
export type Description = z.infer<typeof description>

/** The document behind a `contractURI` (ERC-7572), with the times and their zone. */
export const contractDocument = z
  .object({
    name: z.string(),
    symbol: z.string(),
    description: z.string().optional(),
    image: z.url().optional(),
    external_link: z.url(),
    venue: z.string().optional(),
    time_zone: z.string(),
    doors_at: instant,
    ends_at: instant,
  })
  .meta({ id: 'ContractDocument', description: 'ERC-7572' })
export type ContractDocument = z.infer<typeof contractDocument>
