/** What the page's policy believes inline styles by; none where the server sets no policy. */
export const pageNonce = () => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
