import { serviceWorkerPath } from '@flotilla/contracts';

/** What the page's Content-Security-Policy says of Trusted Types. */
export const trustedTypesDirectives: readonly string[] = [
	"require-trusted-types-for 'script'",
	'trusted-types default',
];

/**
 * The page's only policy, as a script that runs before all others. Text that reaches a place where the browser would run
 * it passes when it cannot do harm there: HTML without a tag (the text of a style element), scripts and workers of
 * published builds, and JSON for scripts (an import map). The rest throws. It comes from the registry, as the header
 * does: builds of before need to know nothing of it.
 */
export const trustedTypesScript = `self.trustedTypes&&trustedTypes.createPolicy('default',{
createHTML:t=>/<[a-z!/?]/i.test(t)?null:t,
createScript:t=>{try{return JSON.parse(t),t}catch{return null}},
createScriptURL:t=>{const{origin,pathname}=new URL(t,document.baseURI);return origin===location.origin&&(pathname==='${serviceWorkerPath}'||pathname.startsWith('/assets/'))?t:null}})`;
