import type { Plugin } from 'vite'

interface Mend {
  /** The end of the file's path. */
  file: string
  from: string
  to: string
}

/** Style elements carry the page's nonce, whoever writes them. */
const BY_NONCE = (nonce: string): Omit<Mend, 'file'> => ({
  from: `  if (csp?.nonce) {
    styleNode.nonce = ${nonce};
  }`,
  to: `  styleNode.nonce = csp?.nonce ?? document.querySelector('meta[property="csp-nonce"]')?.nonce ?? '';`,
})

/** What libraries do that our pages must not; each named with its reason. A release that mends it itself fails the build here. */
const MENDS: Mend[] = [
  // Icons are pictures beside words: their English file names are read out as part of a button's name.
  {
    file: '@ant-design/icons/es/components/AntdIconLight.js',
    from: `role: "img",
    "aria-label": icon.name`,
    to: `role: restProps["aria-label"] ? "img" : undefined,
    "aria-hidden": restProps["aria-label"] ? undefined : true`,
  },
  // Styles written without asking for the page's nonce: the scroll lock, the measured scroll bar, a probe of the icons.
  { file: '@rc-component/util/es/Dom/dynamicCSS.js', ...BY_NONCE('csp?.nonce') },
  { file: '@ant-design/icons/es/cssUtils.js', ...BY_NONCE('csp.nonce') },
  // A style attribute as text is refused by the policy; the same declarations through the object model are not.
  {
    file: '@rc-component/input/es/calculateNodeHeight.js',
    from: "hiddenTextarea.setAttribute('style', `",
    to: 'hiddenTextarea.style.cssText = (`',
  },
]

/** Some icons hold an empty style element: it would carry no nonce, and it styles nothing. */
const EMPTY_STYLE = '{ "tag": "defs", "attrs": {}, "children": [{ "tag": "style", "attrs": {} }] }, '

/** Mends libraries while they are bundled. */
export function mended(): Plugin {
  return {
    name: 'mended',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      const path = id.split('?')[0] ?? id
      if (path.includes('/icons-svg/')) return { code: code.replaceAll(EMPTY_STYLE, ''), map: null }
      const mend = MENDS.find(({ file }) => path.endsWith(file))
      if (!mend) return null
      if (!code.includes(mend.from)) this.error(`${mend.file} has changed: look at scripts/mended.ts again`)
      return { code: code.replace(mend.from, mend.to), map: null }
    },
  }
}
