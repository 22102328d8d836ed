import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { direction, LANGUAGES } from '@/app/locale'
import { RecordGate } from '@/ui/RecordGate'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { messageText, type Place } from './commands'
import { TextEditor } from './TextEditor'

/** One text at the edge of the page. */
export function TextDrawer({ place, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const language = useLanguage()
  const query = useQuery({ ...messageText(place), staleTime: 0 })
  const of = LANGUAGES.find(({ code }) => code === place.language)?.name
  return (
    <Drawer
      open
      title={[t(`notifications.event.${place.event}`), t(`texts.of.${place.channel}`), of].join(' · ')}
      onClose={onClose}
      mask={{ closable: false }}
      size={phone ? '100%' : 980}
      placement={direction(language) === 'rtl' ? 'left' : 'right'}
      styles={{ body: { padding: 0 } }}
    >
      <RecordGate query={query}>
        {(text) => <TextEditor key={text.version} place={place} text={text} onClose={onClose} />}
      </RecordGate>
    </Drawer>
  )
}
