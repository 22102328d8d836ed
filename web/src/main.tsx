import './styles/index.css'
import { createRoot } from 'react-dom/client'
import { startLocale } from './app/locale'
import { Root } from './app/Root'
import { restoreSession } from './app/session'
import { apply } from './app/theme'

apply()
await Promise.all([startLocale(), restoreSession()])
const root = document.getElementById('root')
if (root) createRoot(root).render(<Root />)
