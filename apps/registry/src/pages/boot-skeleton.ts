/**
 * What a person sees until the shell has drawn: the outline of the house, nothing that moves.
 * Sizes are the shell's own, so that nothing jumps when it takes over.
 *
 * In a cascade layer: the style stays in the page, and the layer that is named first is the
 * weakest, so whatever the shell says later about the body wins.
 */
export const bootStyle = `
@layer boot{
:root{color-scheme:light dark}
body{margin:0;background:light-dark(#fff,#111217);color:light-dark(#17181e,#ececf1);font:14px/20px system-ui,sans-serif}
.boot{display:grid;grid-template:48px 1fr/224px 1fr;min-height:100vh}
.boot i{border:0 solid light-dark(#e8e8ed,#26282f)}
.boot i:nth-child(1){grid-column:1/3;border-bottom-width:1px}
.boot i:nth-child(2){border-right-width:1px;background:light-dark(#f8f8fa,#0c0d11)}
@media(max-width:768px){.boot{grid-template-columns:0 1fr}.boot i:nth-child(2){border:0}}
noscript{position:fixed;inset:40% 24px auto;text-align:center}
}
`
	.trim()
	.replaceAll('\n', '');

export const bootMarkup = '<div class="boot" aria-hidden="true"><i></i><i></i></div>';
