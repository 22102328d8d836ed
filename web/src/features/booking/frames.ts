/** What was typed or pasted, as the origin that it is of: `Garage.example/contact` is of `https://garage.example`. */
export function originOf(typed: string): string {
  const text = typed.trim()
  try {
    const { origin } = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
    return origin === 'null' ? text : origin
  } catch {
    return text
  }
}

/** As the server sees it: https, or this machine itself. */
export const isOrigin = (text: string) =>
  /^(https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*|http:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?$/.test(text)

interface Place {
  /** Where ECAR is. */
  origin: string
  /** The site's code. */
  code: string
  title: string
}

/** What a garage pastes into its own web site: the frame, and a script that makes it as high as the page in it. */
export function snippet({ origin, code, title }: Place): string {
  const id = `ecar-${code.toLowerCase()}`
  const src = `${origin}/book/${encodeURIComponent(code.toLowerCase())}`
  const quoted = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `<iframe id="${id}" src="${src}" title="${quoted}" style="width: 100%; min-height: 600px; border: 0"></iframe>
<script>
  addEventListener('message', function (event) {
    var frame = document.getElementById('${id}')
    if (event.origin !== '${origin}' || event.source !== frame.contentWindow) return
    if (event.data && event.data.ecar === 'height') frame.style.height = Number(event.data.height) + 'px'
  })
</script>`
}
