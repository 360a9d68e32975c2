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

/** How far a camera can be zoomed, and how far it is. */
export type Zoom = {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly value: number
}

// the DOM's types leave out torch and zoom
type TorchTrack = { readonly torch?: boolean }
type ZoomTrack = { readonly zoom?: { readonly min: number; readonly max: number; readonly step: number } }
type ZoomSetting = { readonly zoom?: number }

/** What the camera can zoom; undefined if it cannot. */
export function readZoom(stream: MediaStream): Zoom | undefined {
  const track = stream.getVideoTracks()[0]
  const range = (track?.getCapabilities?.() as ZoomTrack | undefined)?.zoom
  if (!range || !(range.max > range.min)) return undefined
  return { ...range, value: (track?.getSettings() as ZoomSetting | undefined)?.zoom ?? range.min }
}

/** Zooms the camera, as far as it follows. */
export async function setZoom(stream: MediaStream, value: number): Promise<void> {
  const wish = { advanced: [{ zoom: value } as MediaTrackConstraintSet] }
  await stream.getVideoTracks()[0]?.applyConstraints(wish)
}

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
