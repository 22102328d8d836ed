import './styles/index.css'
import { createRoot } from 'react-dom/client'
import { startLocale } from './app/locale'
import { Root } from './app/Root'
import { restoreSession } from './app/session'
import { apply } from './app/theme'
import { registered } from './app/worker'

apply()
const [reached] = await Promise.all([restoreSession(), startLocale()])
const root = document.getElementById('root')
if (root) createRoot(root).render(<Root reached={reached} />)
// Where it is refused (no https, a private window) the app works as before, with a connection.
registered().catch(() => {})
