// The worker that reads codes where the browser itself cannot. It is the one place that may compile WebAssembly: the server says so for its
// address alone, and its name is what the server knows it by.
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

const OPTIONS: ReaderOptions = {
  formats: ['Code128', 'QRCode', 'EAN13', 'EAN8', 'UPCA', 'UPCE', 'Code39', 'ITF', 'DataMatrix'],
  maxNumberOfSymbols: 1,
  tryHarder: true,
}

prepareZXingModule({ overrides: { locateFile: () => wasm } })

self.addEventListener('message', async ({ data }: MessageEvent<ImageData>) => {
  const [found] = await readBarcodes(data, OPTIONS)
  self.postMessage(found?.text ?? null)
})
