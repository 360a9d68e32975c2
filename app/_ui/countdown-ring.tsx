type CountdownRingProps = { readonly secondsLeft: number; readonly seconds: number }

const RADIUS = 20
const LENGTH = 2 * Math.PI * RADIUS

/** How long something still lasts, as a ring that empties and as a number. */
export function CountdownRing({ secondsLeft, seconds }: CountdownRingProps) {
  const share = Math.min(1, Math.max(0, secondsLeft / seconds))
  return (
    <svg viewBox="0 0 48 48" className="size-12 shrink-0" aria-hidden="true">
      <circle cx="24" cy="24" r={RADIUS} fill="none" stroke="var(--line)" strokeWidth="4" />
      <circle
        cx="24"
        cy="24"
        r={RADIUS}
        fill="none"
        stroke="var(--accent-ink)"
        strokeWidth="4"
        strokeLinecap="round"
        strokeDasharray={LENGTH}
        strokeDashoffset={LENGTH * (1 - share)}
        transform="rotate(-90 24 24)"
        className="transition-[stroke-dashoffset] duration-1000 ease-linear"
      />
      <text
        x="24"
        y="24"
        dy="0.36em"
        textAnchor="middle"
        className="fill-ink text-[1rem] font-semibold tabular-nums"
      >
        {secondsLeft}
      </text>
    </svg>
  )
}
