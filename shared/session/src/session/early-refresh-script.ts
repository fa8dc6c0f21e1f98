import { refreshLockName, tabLockName } from './lock-names.ts';
import { presentValue, sessionHintKey } from './session-hint.ts';

/** The property of the page's window where the script leaves what it has brought. */
export const earlyRefreshPlace = 'flotillaEarlyRefresh';

/** Milliseconds that the script waits for the server: less than other tabs wait for its lock. */
const patience = 4_000;

/**
 * A script for the page to inline in `<head>`: renews the session while the page's code is still on its way, by the
 * rules of the session itself. It does nothing where nobody is signed in, without a network, and where another tab has
 * a token or is renewing it; it waits for nothing and never throws. What fails is left to the session, which tries
 * again and knows what it means.
 *
 * @param url of the refresh endpoint, on the page's origin.
 */
export const createEarlyRefreshScript = (url: string): string => {
	const [hint, present, tab, lock, address] = [sessionHintKey, presentValue, tabLockName, refreshLockName, url].map(
		(text) => JSON.stringify(text),
	);
	return `(()=>{try{const l=navigator.locks;if(localStorage.getItem(${hint})!==${present}||!l||!navigator.onLine)return;l.query().then(q=>q.held.some(h=>h.name===${tab})||l.request(${lock},{ifAvailable:true},async k=>{if(!k)return;const r=await fetch(${address},{method:"POST",signal:AbortSignal.timeout(${patience})});if(r.ok)window.${earlyRefreshPlace}={answer:await r.json(),at:performance.now()}})).catch(()=>{})}catch{}})()`;
};
