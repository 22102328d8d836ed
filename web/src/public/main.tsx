import '@/styles/tokens.css'
import './public.css'
import { createRoot } from 'react-dom/client'
import { PublicApp } from './PublicApp'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const shade = () => {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light'
}
dark.addEventListener('change', shade)
shade()

const root = document.getElementById('root')
if (root) createRoot(root).render(<PublicApp path={window.location.pathname} />)
