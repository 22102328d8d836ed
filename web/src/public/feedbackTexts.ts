import type { Language } from '@/api/types'

/** The texts of the page where a visit is judged: they come with it, and nobody else loads them. */
const fr = {
  title: 'Comment s’est passée votre visite ?',
  stars: 'Votre note',
  star: '{count} sur 5',
  words: 'Un mot pour le garage (facultatif)',
  send: 'Envoyer',
  change: 'Modifier',
  choose: 'Choisissez une note.',
  thanks: 'Merci de votre réponse.',
  sorry: 'Merci de nous l’avoir dit. Nous regardons ce qui s’est passé et vous rappelons.',
  changeable: 'Vous pouvez la modifier pendant un jour.',
  review: 'Publier un avis',
  reviewHint: 'Si vous le souhaitez, dites-le aussi à d’autres.',
  closed: 'Votre réponse ne peut plus être modifiée.',
  failed: 'La réponse n’est pas partie. Réessayez dans un moment.',
}

const ar: typeof fr = {
  title: 'كيف كانت زيارتك؟',
  stars: 'تقييمك',
  star: '{count} من 5',
  words: 'كلمة للورشة (اختياري)',
  send: 'إرسال',
  change: 'تعديل',
  choose: 'اختر تقييماً.',
  thanks: 'شكراً على جوابك.',
  sorry: 'شكراً لأنك أخبرتنا. سننظر فيما حدث ونتصل بك.',
  changeable: 'يمكنك تعديله خلال يوم.',
  review: 'نشر رأي',
  reviewHint: 'إن أردت، أخبر الآخرين أيضاً.',
  closed: 'لم يعد بالإمكان تعديل جوابك.',
  failed: 'لم يُرسل الجواب. حاول بعد قليل.',
}

const en: typeof fr = {
  title: 'How was your visit?',
  stars: 'Your score',
  star: '{count} of 5',
  words: 'A word to the garage (optional)',
  send: 'Send',
  change: 'Change it',
  choose: 'Choose a score.',
  thanks: 'Thank you for your answer.',
  sorry: 'Thank you for telling us. We will look into it and call you back.',
  changeable: 'You can change it for a day.',
  review: 'Write a review',
  reviewHint: 'If you like, tell others too.',
  closed: 'Your answer can be changed no more.',
  failed: 'The answer did not go out. Try again in a moment.',
}

const TEXTS: Record<Language, typeof fr> = { fr, ar, en }

export const feedbackTexts = (language: Language) => TEXTS[language]
