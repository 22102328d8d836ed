import type { ImportPreview } from '@/api/types'
import type { Mapping } from './queries'

/** The file in hand and what its columns mean. */
export interface Chosen {
  file: File
  preview: ImportPreview
  mapping: Mapping
}
