import { useFormat } from '#ui/words/use-format.ts'

type Share = { readonly name: string; readonly count: number; readonly tone: 'good' | 'bad' | 'plain' }

const TONES: Readonly<Record<Share['tone'], string>> = {
  good: 'bg-admit',
  bad: 'bg-refuse',
  plain: 'bg-line-strong',
}

/** Numbers beside each other, each with a bar as long as its part of all. */
export function Shares({ shares }: { readonly shares: readonly Share[] }) {
  const format = useFormat()
  const total = shares.reduce((sum, { count }) => sum + count, 0)
  return (
    <ul className="mt-2 space-y-2.5">
      {shares.map(({ name, count, tone }) => (
        <li key={name}>
          <div className="flex justify-between gap-4">
            <span>{name}</span>
            <span className="font-medium tabular-nums">{format.number(count)}</span>
          </div>
          <div aria-hidden="true" className="mt-1 h-2 overflow-hidden rounded-full bg-sunken">
            <div
              className={`h-full rounded-full ${TONES[tone]}`}
              style={{ width: `${total === 0 ? 0 : (100 * count) / total}%` }}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}
