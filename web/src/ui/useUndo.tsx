import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'

const SECONDS = 10

/** Says what was done and offers to undo it for ten seconds: const offerUndo = useUndo(). */
export function useUndo() {
  const { message } = App.useApp()
  const { t } = useTranslation()
  return (text: string, undo: () => Promise<unknown>) => {
    const key = `undo-${Date.now()}`
    const run = async () => {
      message.destroy(key)
      await undo().catch((error: unknown) => message.error(errorText(error)))
    }
    message.open({
      key,
      type: 'success',
      duration: SECONDS,
      content: (
        <span>
          {text}
          <Button type="link" size="small" onClick={run}>
            {t('common.undo')}
          </Button>
        </span>
      ),
    })
  }
}
