import { expect, it } from 'vitest';
import { examineAssets } from './examine-assets.ts';
import type { Examination } from './finding.ts';

const seen = 'c-0000000000000001';
const live = 'c-0000000000000002';

/** Examines a page that had the composition `seen`, without files, while the channel is at `live`. */
const examine = async (page: Response | null): Promise<string[]> => {
	const codes: string[] = [];
	const answers: Record<string, Response | null> = {
		[`/registry/v1/compositions/${seen}/files`]: Response.json({ data: { compositionId: seen, files: [] } }),
		'/registry/v1/channels/production': Response.json({ data: { compositionId: live } }),
		'/': page,
	};
	const examination: Examination = {
		origin: 'https://fleet.test',
		ask: async (path) => answers[path] ?? null,
		expect(holds, { code }) {
			if (!holds) codes.push(code);
			return holds;
		},
	};
	const shell = { app: 'shell', version: '1.0.0', build: 'b', entry: '/main.js', initial: { modules: [], styles: [] } };
	await examineAssets(examination, { id: seen, channel: 'production', shell, remotes: [] });
	return codes;
};
const pageOf = (composition: string) => new Response('', { headers: { 'x-flotilla-composition': composition } });

it('looks at the page once more when the channel is elsewhere, as a deploy may have come between', async () => {
	expect(await examine(pageOf(live))).toEqual([]);
	expect(await examine(pageOf(seen))).toEqual(['PAGE_STALE']);
});

it('is not content with a page that does not answer then', async () => {
	expect(await examine(null)).toEqual(['PAGE_UNREACHABLE']);
});
