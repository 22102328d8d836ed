const GOOD = ['signed_in', 'joined', 'enabled', 'second_factor_added', 'passkey_added']
const DOUBTFUL = [
  'failed',
  'code_failed',
  'pin_failed',
  'reset_requested',
  'recovery_code_used',
  'second_factor_removed',
  'refused',
]
const BAD = ['refresh_reused', 'pin_blocked', 'disabled']

/** How much an entry of the log should catch the eye. */
export function toneOf(outcome: string): 'green' | 'amber' | 'red' | 'grey' {
  if (GOOD.includes(outcome)) return 'green'
  if (DOUBTFUL.includes(outcome)) return 'amber'
  return BAD.includes(outcome) ? 'red' : 'grey'
}
