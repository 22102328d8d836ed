import type { Language } from '@/api/types'

const fr = {
  ask: 'Une notification sur cet appareil quand il y a du nouveau pour votre véhicule, sans numéro ni adresse à donner.',
  on: 'Me prévenir ici',
  done: 'Cet appareil sera prévenu.',
  failed: 'Cet appareil n’a pas pu être inscrit. Le garage vous écrira comme d’habitude.',
}

const ar: typeof fr = {
  ask: 'إشعار على هذا الجهاز عندما يجدّ شيء بخصوص سيارتك، دون رقم أو عنوان.',
  on: 'أعلمني هنا',
  done: 'سيتم إعلام هذا الجهاز.',
  failed: 'تعذّر تسجيل هذا الجهاز. سيكاتبك المرآب كالعادة.',
}

const en: typeof fr = {
  ask: 'A notification on this device when there is news of your vehicle, without giving a number or an address.',
  on: 'Tell me here',
  done: 'This device will be told.',
  failed: 'This device could not be registered. The garage will write to you as usual.',
}

/** The texts of being told on a device: they come with its button. */
export const pushTexts: Record<Language, typeof fr> = { fr, ar, en }
