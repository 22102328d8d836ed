import { LogoutOutlined, MoonOutlined, SafetyOutlined, SunOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { leave } from '@/features/push/push'
import { initials } from '@/ui/initials'
import { useLanguage } from '@/ui/useLanguage'
import { chooseLanguage } from './LanguageSwitch'
import { LANGUAGES } from './locale'
import { signOut, signsInAs, useMe } from './session'
import { setMode, useMode } from './theme'

export function UserMenu() {
  const { t } = useTranslation()
  const me = useMe()
  const dark = useMode() === 'dark'
  const language = useLanguage()
  const navigate = useNavigate()
  const short = initials(me?.name ?? '')
  const languages = LANGUAGES.map(({ code, name }) => ({ key: code, label: name, onClick: () => chooseLanguage(code) }))
  const items: MenuProps['items'] = [
    { key: 'me', type: 'group', label: <MeLine /> },
    {
      key: 'profile',
      icon: <SafetyOutlined />,
      label: t('profile.title'),
      onClick: () => navigate({ to: '/profile' }),
    },
    { type: 'divider' },
    { key: 'language', type: 'group', label: t('app.language'), children: languages },
    { type: 'divider' },
    {
      key: 'theme',
      icon: dark ? <SunOutlined /> : <MoonOutlined />,
      label: t(dark ? 'app.light' : 'app.dark'),
      onClick: () => setMode(dark ? 'light' : 'dark'),
    },
    { key: 'out', icon: <LogoutOutlined />, label: t('app.signOut'), onClick: () => leave().then(signOut) },
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items, selectedKeys: [language] }}>
      <button type="button" className="avatar" aria-label={`${short} · ${t('app.account')}`}>
        {short}
      </button>
    </Dropdown>
  )
}

function MeLine() {
  const me = useMe()
  return (
    <span>
      <strong>
        <bdi>{me?.name}</bdi>
      </strong>
      <br />
      <bdi>{me && signsInAs(me)}</bdi>
    </span>
  )
}
