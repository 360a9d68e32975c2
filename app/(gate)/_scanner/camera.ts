/** Why there is no picture. */
export type CameraTrouble = 'insecure' | 'denied' | 'none' | 'busy'

const KEY = 'usher.camera'

/**
 * Opens the camera that was used last, else the one at the back, at 1080p where it can.
 *
 * @throws DOMException as getUserMedia does; see {@link toCameraTrouble}.
 */
export async function openCamera(deviceId?: string): Promise<MediaStream> {
  const wanted = deviceId ?? localStorage.getItem(KEY) ?? undefined
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: {
      ...(wanted === undefined ? { facingMode: { ideal: 'environment' } } : { deviceId: { ideal: wanted } }),
      width: { ideal: 1920 },
      height: { ideal: 1080 },
    },
  })
  const used = stream.getVideoTracks()[0]?.getSettings().deviceId
  if (used) localStorage.setItem(KEY, used)
  return stream
}

/** The other cameras of this device, in the order in which a button goes through them. Known once one has been opened. */
export async function listOtherCameras(stream: MediaStream): Promise<readonly string[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const all = devices.filter(({ kind }) => kind === 'videoinput').map(({ deviceId }) => deviceId)
  const place = all.indexOf(stream.getVideoTracks()[0]?.getSettings().deviceId ?? '')
  return [...all.slice(place + 1), ...all.slice(0, Math.max(place, 0))]
}

// the DOM's types leave out the torch
type TorchTrack = { readonly torch?: boolean }

/** Whether the camera has a light of its own. */
export function hasTorch(stream: MediaStream): boolean {
  const track = stream.getVideoTracks()[0]
  return (track?.getCapabilities?.() as TorchTrack | undefined)?.torch === true
}

/** Switches the light on or off. */
export async function setTorch(stream: MediaStream, isOn: boolean): Promise<void> {
  const wish = { advanced: [{ torch: isOn } as MediaTrackConstraintSet] }
  await stream.getVideoTracks()[0]?.applyConstraints(wish)
}

/** What an exception of {@link openCamera} means for the steward. */
export function toCameraTrouble(error: unknown): CameraTrouble {
  if (!navigator.mediaDevices) return 'insecure'
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return 'busy'
}
