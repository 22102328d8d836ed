import type { DunningState, DunningTone } from '@/api/types'
import type { Tone } from '@/ui/StatusTag'

export const TONES: Record<DunningTone, Tone> = { friendly: 'blue', firm: 'amber', formal: 'red' }
export const STATES: DunningState[] = ['proposed', 'sent', 'skipped']
