import { useMedia } from './useMedia'

const query = window.matchMedia('(max-width: 767px)')

/** Is the window as narrow as a phone? */
export const usePhone = () => useMedia(query)
