import { compositionElementId, composition as compositionSchema } from '@flotilla/contracts';

/** Milliseconds; a soak may run beside other work. */
export const answerTimeout = 120_000;

const element = new RegExp(`<script[^>]*id="${compositionElementId}"[^>]*>([^<]*)</script>`);

export interface ReadPage {
	compositionId: string;
	/** As the header says it. */
	announcedId: string | null;
	/** Version by app. */
	versions: Map<string, string>;
}

/** The page of a new browser, and what it would run. Rejects when there is no page. */
export const readPage = async (url: string): Promise<ReadPage> => {
	const response = await fetch(url, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(answerTimeout) });
	const html = await response.text();
	if (response.status !== 200) throw new Error(`The page was answered with ${response.status}.`);
	const { id, shell, remotes } = compositionSchema.parse(JSON.parse(element.exec(html)?.[1] ?? 'null'));
	return {
		compositionId: id,
		announcedId: response.headers.get('x-flotilla-composition'),
		versions: new Map([shell, ...remotes].map(({ app, version }) => [app, version])),
	};
};
