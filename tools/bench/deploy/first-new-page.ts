import { setTimeout as delay } from 'node:timers/promises';

export interface NewPage {
	/** The page's address. */
	url: string;
	/** In the page, the address of the script that shows that it is the new one. */
	script: string;
	/** Milliseconds until it is given up. Default 20,000. */
	patience?: number;
}

/** Resolves once the page names its new script, and the script was loaded as a browser would. */
export const firstNewPage = async ({ url, script, patience = 20_000 }: NewPage): Promise<void> => {
	const deadline = performance.now() + patience;
	const accept = { accept: 'text/html' };
	while (!(await (await fetch(url, { headers: accept })).text()).includes(script)) {
		if (performance.now() > deadline) throw new Error(`${url} did not name ${script} within ${patience} ms.`);
		await delay(1);
	}
	const answer = await fetch(new URL(script, url));
	if (!answer.ok) throw new Error(`${script} was answered ${answer.status}.`);
	await answer.arrayBuffer();
};
