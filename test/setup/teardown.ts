const ends: (() => Promise<void>)[] = []

/** Has `end` called after the last test of the run: for what several test files share. */
export function atEndOfRun(end: () => Promise<void>): void {
  ends.push(end)
}

/** Calls every end, the last one first. */
export async function endRun(): Promise<void> {
  for (let end = ends.pop(); end; end = ends.pop()) await end()
}
