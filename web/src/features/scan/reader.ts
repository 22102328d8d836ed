/** Reads the code in a picture, when there is one. */
export interface Reader {
  read: (picture: HTMLVideoElement) => Promise<string | null>
  close: () => void
}

interface Detector {
  detect: (picture: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}
interface Detectors {
  new (options: { formats: string[] }): Detector
  getSupportedFormats: () => Promise<string[]>
}

const NEEDED = ['code_128', 'qr_code', 'ean_13']
/** Longest side of what the worker looks at: enough for a label's bars. */
const SIDE = 1024

/** The browser's own reader, or ours in a worker. */
export const openReader = async (): Promise<Reader> => (await nativeReader()) ?? workerReader()

async function nativeReader(): Promise<Reader | null> {
  const detectors = (globalThis as { BarcodeDetector?: Detectors }).BarcodeDetector
  const formats = (await detectors?.getSupportedFormats().catch(() => [])) ?? []
  if (!detectors || !NEEDED.every((format) => formats.includes(format))) return null
  const detector = new detectors({ formats })
  return { read: async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null, close: () => undefined }
}

function workerReader(): Reader {
  const worker = new Worker(new URL('./decoder.ts', import.meta.url), { type: 'module', name: 'decoder' })
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  const read = (picture: HTMLVideoElement) =>
    new Promise<string | null>((resolve, reject) => {
      const scale = Math.min(1, SIDE / Math.max(picture.videoWidth, picture.videoHeight, 1))
      canvas.width = Math.round(picture.videoWidth * scale)
      canvas.height = Math.round(picture.videoHeight * scale)
      if (!pen || !canvas.width || !canvas.height) return resolve(null)
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
      const image = pen.getImageData(0, 0, canvas.width, canvas.height)
      worker.onmessage = ({ data }: MessageEvent<string | null>) => resolve(data)
      worker.onerror = () => reject(new Error('decoder'))
      worker.postMessage(image, [image.data.buffer])
    })
  return { read, close: () => worker.terminate() }
}
