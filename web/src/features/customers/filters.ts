/** The parameters of the list that the address keeps; an export takes the same. */
export const FILTERS = [
  'kind',
  'archived',
  'held',
  'owing',
  'has_phone',
  'has_email',
  'visited_until',
  'tags',
  'language',
  'lead_source',
  'created_from',
  'created_until',
] as const
