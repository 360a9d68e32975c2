import type { Address } from 'viem'
import type { ContractDocument, DescriptionRequest } from '#core/api/description.ts'
import { MAX_PICTURE_BYTES, type PictureType, pictureTypeOf } from '#core/picture.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes } from '../bytes.ts'
import { eventIdOfKey } from '../event-key.ts'
import { ProblemError } from '../http/problem.ts'

type Ports = { readonly db: Database; readonly passPeriodSeconds: number; readonly now: () => Date }

/**
 * Sets what is said about an event, its time zone included. The caller is a manager of it.
 * @throws ProblemError `bad_request` for a picture that is none, or too large
 */
export type DescribeEvent = (
  eventKey: Uint8Array<ArrayBuffer>,
  request: DescriptionRequest,
  by: Address,
) => Promise<void>

export function createDescribeEvent({ db, passPeriodSeconds, now }: Ports): DescribeEvent {
  return async (eventId, { title, venue, about, timeZone, picture }, by) => {
    const said = { title, venue, about, ...toPicture(picture), updatedBy: toBytes(by), updated: now() }
    await db.$transaction([
      db.eventDescription.upsert({ where: { eventId }, create: { eventId, ...said }, update: said }),
      db.eventSetting.upsert({
        where: { eventId },
        create: { eventId, timeZone, passPeriodSeconds },
        update: { timeZone },
      }),
    ])
  }
}

/** The columns of a picture; none of them where it stays as it was. */
function toPicture(base64: string | null | undefined) {
  if (base64 === undefined) return {}
  if (base64 === null) return { picture: null, pictureType: null }
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  const type = pictureTypeOf(bytes)
  if (!type || bytes.length > MAX_PICTURE_BYTES) {
    const message = `must be a JPEG, PNG or WebP of up to ${MAX_PICTURE_BYTES} bytes`
    throw new ProblemError('bad_request', `The picture ${message}.`, {
      errors: [{ path: 'body.picture', message }],
    })
  }
  return { picture: bytes, pictureType: type }
}

/** The picture of an event, if it has one. */
export type FindPicture = (
  eventKey: Uint8Array<ArrayBuffer>,
) => Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly type: PictureType } | undefined>

export function createFindPicture(db: Database): FindPicture {
  return async (eventId) => {
    const row = await db.eventDescription.findUnique({
      where: { eventId },
      select: { picture: true, pictureType: true },
    })
    if (!row?.picture) return undefined
    return { bytes: row.picture, type: row.pictureType as PictureType }
  }
}

/** The document behind an event's `contractURI`; undefined if the mirror has no such event. */
export type FindContractDocument = (
  eventKey: Uint8Array<ArrayBuffer>,
) => Promise<ContractDocument | undefined>

export function createFindContractDocument(db: Database, origin: string): FindContractDocument {
  return async (eventId) => {
    const [event, said, setting] = await Promise.all([
      db.event.findUnique({ where: { eventId } }),
      db.eventDescription.findUnique({ where: { eventId }, omit: { picture: true } }),
      db.eventSetting.findUnique({ where: { eventId } }),
    ])
    if (!event) return undefined
    const id = eventIdOfKey(eventId)
    return {
      name: said?.title ?? event.name,
      symbol: event.symbol,
      ...(said?.about && { description: said.about }),
      ...(said?.pictureType && { image: `${origin}/api/events/${id}/picture` }),
      external_link: `${origin}/events/${id}`,
      ...(said?.venue && { venue: said.venue }),
      time_zone: setting?.timeZone ?? 'UTC',
      doors_at: event.doorsAt.toISOString(),
      ends_at: event.endsAt.toISOString(),
    }
  }
}

/**
 * The event whose `contractURI` ends with `/api/descriptions/<documentId>`. An event's address follows from its
 * `contractURI` among others, so the URI cannot name the address; it names 16 random bytes instead. Of several that say
 * the same, the first is meant.
 */
export type FindDescribed = (documentId: string) => Promise<Uint8Array<ArrayBuffer> | undefined>

export function createFindDescribed(db: Database, chainId: number): FindDescribed {
  return async (documentId) => {
    const event = await db.event.findFirst({
      where: { chainId: BigInt(chainId), contractUri: { endsWith: `/api/descriptions/${documentId}` } },
      orderBy: { createdBlock: 'asc' },
      select: { eventId: true },
    })
    return event?.eventId
  }
}
