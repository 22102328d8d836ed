import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Language } from '@/api/types'
import { useLanguage } from '@/ui/useLanguage'
import { LANGUAGES, setLanguage } from './locale'
import { currentMe } from './session'

/** Changes the app's language now, and the signed-in user's for messages. */
export async function chooseLanguage(language: Language) {
  await setLanguage(language, true)
  if (currentMe()) await api.patch('/me', { language }).catch(() => {})
}

export function LanguageSwitch() {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <div className="switch" role="group" aria-label={t('app.language')}>
      {LANGUAGES.map(({ code, short, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          title={name}
          aria-pressed={code === language}
          onClick={() => chooseLanguage(code)}
        >
          {short}
        </button>
      ))}
    </div>
  )
}
