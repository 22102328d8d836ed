import { useTranslation } from 'react-i18next'
import type { MessageText } from '@/api/types'

/** The names that stand for facts; each is put where the cursor is. */
export function Names({ names, onInsert }: { names: MessageText['names']; onInsert: (placeholder: string) => void }) {
  const { t } = useTranslation()
  return (
    <div>
      <small className="muted">{t('texts.names')}</small>
      <div className="chips texts-names" role="group" aria-label={t('texts.names')}>
        {names.map(({ name, is_needed }) => (
          <button
            key={name}
            type="button"
            className="chip"
            title={`{${name}}`}
            // The cursor stays where it is.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onInsert(`{${name}}`)}
          >
            {t(`texts.name.${name}`)}
            {is_needed && ' *'}
          </button>
        ))}
      </div>
      {names.some(({ is_needed }) => is_needed) && <small className="muted">{t('texts.needed')}</small>}
    </div>
  )
}
