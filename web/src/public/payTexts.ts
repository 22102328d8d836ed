import type { Language } from '@/api/types'

/** The texts of the page where an invoice is paid: they come with it, and nobody else loads them. */
const fr = {
  title: 'Facture {number}',
  due: 'À payer',
  total: 'Total',
  paid: 'Déjà payé',
  pay: 'Payer {amount} avec {provider}',
  going: 'Ouverture de la page de paiement…',
  test: 'Essai : aucun argent n’est prélevé.',
  asking: 'Nous demandons à l’organisme de paiement ce qu’il en est. Gardez cette page ouverte un instant.',
  notYet:
    'Le paiement n’est pas encore confirmé. Si vous avez payé, inutile de recommencer : cette page se met à jour.',
  settled: 'Merci, votre facture est payée.',
  failed: 'Le paiement n’a pas abouti. Rien n’a été encaissé ; vous pouvez réessayer.',
  checking: 'Nous avons reçu un paiement que le garage doit d’abord vérifier. Ne payez pas une seconde fois.',
  nowhere: 'Cette facture ne peut pas être payée en ligne. Adressez-vous au garage.',
  silent: 'L’organisme de paiement ne répond pas. Rien n’a été prélevé ; réessayez dans un moment.',
  pdf: 'Voir la facture (PDF)',
}

const ar: typeof fr = {
  title: 'الفاتورة {number}',
  due: 'المبلغ المستحق',
  total: 'المجموع',
  paid: 'المدفوع سابقاً',
  pay: 'ادفع {amount} عبر {provider}',
  going: 'جارٍ فتح صفحة الدفع…',
  test: 'تجربة: لا يُخصم أي مبلغ.',
  asking: 'نسأل مؤسسة الدفع عن وضع العملية. أبقِ هذه الصفحة مفتوحة لحظة.',
  notYet: 'لم يتأكد الدفع بعد. إذا كنت قد دفعت فلا تُعد الدفع: هذه الصفحة تُحدَّث تلقائياً.',
  settled: 'شكراً، فاتورتك مدفوعة.',
  failed: 'لم تنجح عملية الدفع ولم يُقبض أي مبلغ. يمكنك المحاولة من جديد.',
  checking: 'وصلنا دفع يجب أن تتحقق منه الورشة أولاً. لا تدفع مرة ثانية.',
  nowhere: 'لا يمكن دفع هذه الفاتورة عبر الإنترنت. اتصل بالورشة.',
  silent: 'مؤسسة الدفع لا تجيب. لم يُخصم أي مبلغ؛ حاول بعد قليل.',
  pdf: 'عرض الفاتورة (PDF)',
}

const en: typeof fr = {
  title: 'Invoice {number}',
  due: 'To pay',
  total: 'Total',
  paid: 'Paid before',
  pay: 'Pay {amount} with {provider}',
  going: 'Opening the payment page…',
  test: 'A trial: no money is taken.',
  asking: 'We are asking the payment provider how it went. Keep this page open for a moment.',
  notYet:
    'The payment is not confirmed yet. If you paid, there is no need to do it again: this page keeps itself up to date.',
  settled: 'Thank you, your invoice is paid.',
  failed: 'The payment did not work. Nothing was collected; you can try again.',
  checking: 'We received a payment that the garage has to look at first. Do not pay a second time.',
  nowhere: 'This invoice cannot be paid online. Please speak to the garage.',
  silent: 'The payment provider does not answer. Nothing was taken; try again in a moment.',
  pdf: 'See the invoice (PDF)',
}

export type PayKey = keyof typeof fr

const ALL: Record<Language, typeof fr> = { fr, ar, en }

export const sayIn =
  (language: Language) =>
  (key: PayKey, values: Record<string, string> = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), ALL[language][key])
