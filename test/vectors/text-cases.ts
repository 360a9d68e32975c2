import { eventTagOf } from '#core/event-id.ts'
import { encodePass } from '#core/pass.ts'
import { admitted, admittedAs, refused, textOf, unreadable } from './cases.ts'
import { EVENT, flip, fullPass, MADE_AT, shortPass } from './people.ts'
import type { VectorCase } from './shape.ts'

const PREFIX = 'HTTPS://TICKETS.EXAMPLE/P/'
const OTHER_CONTRACT = { ...EVENT, contract: '0xe7f1725e7734ce288f8367e1bb143e90bb3f0512' } as const
const OTHER_CHAIN = { ...EVENT, chainId: 1 }

/** How a code may look, and what is none. */
export async function readingCases(): Promise<readonly VectorCase[]> {
  const short = await shortPass()
  const full = await fullPass()
  const text = textOf(encodePass(short))
  const fullText = textOf(encodePass(full))
  const bytes = encodePass(short)
  const fullBytes = encodePass(full)
  return [
    admitted('short', short),
    admitted('full', full),
    admittedAs('short behind the prefix', PREFIX + text, short),
    admittedAs('full behind the prefix', PREFIX + fullText, full),
    admittedAs('short in lower case', text.toLowerCase(), short),
    admittedAs('full in lower case behind the prefix', (PREFIX + fullText).toLowerCase(), full),
    admittedAs('short with white space around', `\t ${text} \r\n`, short),
    admittedAs('short behind a prefix of another deployment', `usher:${text}`, short),
    unreadable('empty text', ''),
    unreadable('white space', ' \r\n'),
    unreadable('a web address', 'https://tickets.example/'),
    unreadable('the prefix alone', PREFIX),
    unreadable('text in another alphabet', `${text.slice(0, 139)}1`),
    unreadable(
      'a letter outside of ASCII whose capital is inside',
      `${text.slice(0, 70)}\u0131${text.slice(71)}`,
    ),
    unreadable('a space inside', `${text.slice(0, 70)} ${text.slice(70)}`),
    unreadable('padding behind', `${text}====`),
    unreadable('a query behind', `${PREFIX}${text}?from=mail`),
    unreadable('unused bits set, short', text.slice(0, -1) + next(text.slice(-1))),
    unreadable('unused bits set, full', fullText.slice(0, -1) + next(fullText.slice(-1))),
    unreadable('a short pass cut by a character', text.slice(0, -1)),
    unreadable('a short pass with a character too many', `A${text}`),
    unreadable('86 bytes', textOf(bytes.slice(0, 86)), bytes.slice(0, 86)),
    unreadable('88 bytes', textOf(Uint8Array.of(...bytes, 0)), Uint8Array.of(...bytes, 0)),
    unreadable('191 bytes', textOf(fullBytes.slice(0, 191)), fullBytes.slice(0, 191)),
    unreadable('193 bytes', textOf(Uint8Array.of(...fullBytes, 0)), Uint8Array.of(...fullBytes, 0)),
    unreadable('over-long text that ends in a pass', `${'/'.repeat(1024)}${text}`, bytes),
    refused('invalid', 'version 0', bytes.with(0, 0)),
    refused('invalid', 'version 3, reserved for group passes', bytes.with(0, 3)),
    refused('invalid', 'version 255', bytes.with(0, 255)),
    refused('invalid', 'version of the full form in 87 bytes', bytes.with(0, 2)),
    refused('invalid', 'version of the short form in 192 bytes', fullBytes.with(0, 1)),
  ]
}

/** Event, time and gate code. */
export async function textCases(): Promise<readonly VectorCase[]> {
  const short = await shortPass()
  const full = await fullPass()
  const wide = await shortPass({ gateCode: 9999 })
  const asked = await shortPass({ gateCode: 4711 })
  const seen = (offset: number) => ({ seenAt: MADE_AT + offset })
  return [
    refused('wrong_event', 'another contract', await shortPass({ event: OTHER_CONTRACT })),
    refused('wrong_event', 'the same contract on another chain', await shortPass({ event: OTHER_CHAIN })),
    refused('wrong_event', 'the event tag changed', flip(short, 4)),
    refused('invalid', 'the tag of this event on a pass of another', {
      ...(await shortPass({ event: OTHER_CONTRACT })),
      eventTag: eventTagOf(EVENT),
    }),
    admitted('seen the second it was made', short, seen(0)),
    admitted('seen 30 s after it was made', short, seen(30)),
    refused('pass_expired', 'seen 31 s after it was made', short, seen(31)),
    refused('pass_expired', 'seen two minutes after it was made', full, seen(120)),
    admitted('seen 5 s before it was made', short, seen(-5)),
    refused('pass_from_future', 'seen 6 s before it was made', short, seen(-6)),
    refused('pass_from_future', 'made at the end of time', await shortPass({ madeAt: 2 ** 32 - 1 })),
    refused('pass_expired', 'made at the beginning of time', await shortPass({ madeAt: 0 })),
    admitted('gate code 4711 as asked for', asked, { gateCode: 4711 }),
    admitted('gate code 9999 as asked for', wide, { gateCode: 9999 }),
    refused('gate_code_wrong', 'no gate code where one was asked for', short, { gateCode: 4711 }),
    refused('gate_code_wrong', 'another gate code than asked for', asked, { gateCode: 4712 }),
    refused('gate_code_wrong', 'a gate code where none was asked for', asked),
  ]
}

/** The next character of the Base32 alphabet: the same bytes with the lowest unused bit set. */
function next(character: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return alphabet.charAt(alphabet.indexOf(character) + 1)
}
