import { sendFile } from '@/api/sendFile'
import type { Id, InspectionPhoto } from '@/api/types'

/** One photo on its way; the key makes a repeat the same photo. */
export interface Sending {
  key: string
  item: Id
  file: File
  /** 0 to 1; 1 while the server works on it. */
  progress: number
  failed: string | null
}

/** Sends a photo and tells how far it is. */
export function sendPhoto(
  inspection: Id,
  { item, file, key }: Sending,
  onProgress: (part: number) => void,
): Promise<InspectionPhoto> {
  const form = new FormData()
  form.set('file', file)
  return sendFile(`/inspections/${inspection}/items/${item}/photos`, form, key, onProgress)
}
