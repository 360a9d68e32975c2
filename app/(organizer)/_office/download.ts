import { ApiUnreachable } from '#ui/api/client.ts'
import { liveSession } from '#ui/session/sign-in.ts'

/**
 * Has the browser keep an answer of the API as a file, as the one who is signed in.
 *
 * @throws ApiUnreachable if there was none.
 */
export async function downloadFile(path: string, name: string): Promise<void> {
  const session = await liveSession()
  const headers: Record<string, string> =
    session?.keptIn === 'tab' ? { authorization: `Bearer ${session.accessToken}` } : {}
  const response = await fetch(path, { headers, cache: 'no-store' })
  if (!response.ok) throw new ApiUnreachable(new Error(`HTTP ${response.status}`))
  saveFile(await response.blob(), name)
}

/** Has the browser keep bytes as a file. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
