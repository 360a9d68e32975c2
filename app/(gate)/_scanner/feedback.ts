/** What the steward's ear and hand are told. */
export type Signal = 'admit' | 'refuse' | 'attention'

type Tone = { readonly hz: number; readonly at: number; readonly seconds: number }

// told apart in a loud hall: rising for admit, one long low tone for refuse, three short ones for attention
const TONES: Record<Signal, readonly Tone[]> = {
  admit: [
    { hz: 880, at: 0, seconds: 0.09 },
    { hz: 1320, at: 0.1, seconds: 0.14 },
  ],
  refuse: [{ hz: 170, at: 0, seconds: 0.55 }],
  attention: [0, 0.16, 0.32].map((at) => ({ hz: 620, at, seconds: 0.09 })),
}

const VIBRATION: Record<Signal, readonly number[]> = {
  admit: [60],
  refuse: [350],
  attention: [90, 70, 90, 70, 90],
}

let context: AudioContext | undefined

const MUTED_KEY = 'usher.muted'

/** Whether this device is to make no sounds. It vibrates all the same. */
export function isMuted(): boolean {
  return localStorage.getItem(MUTED_KEY) !== null
}

/** Switches sounds off or on, for this shift and the next. */
export function setMuted(next: boolean): void {
  if (next) localStorage.setItem(MUTED_KEY, 'yes')
  else localStorage.removeItem(MUTED_KEY)
}

/** Lets the page make sounds; browsers allow that only from within a tap or key press. */
export function unlockSound(): void {
  context ??= new AudioContext()
  void context.resume()
}

/** Sounds and vibrates, each where the device can. */
export function signal(kind: Signal): void {
  navigator.vibrate?.([...VIBRATION[kind]])
  if (context?.state !== 'running' || isMuted()) return
  for (const tone of TONES[kind]) play(context, kind, tone)
}

function play(audio: AudioContext, kind: Signal, { hz, at, seconds }: Tone): void {
  const start = audio.currentTime + at
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.type = kind === 'refuse' ? 'sawtooth' : 'sine'
  oscillator.frequency.value = hz
  gain.gain.setValueAtTime(0.35, start)
  gain.gain.exponentialRampToValueAtTime(0.001, start + seconds)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(start)
  oscillator.stop(start + seconds)
}
