import type { StoredFile } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { buildFileOf } from '../../stories/stored-files.ts';
import { useArrivedFiles } from './use-arrived-files.ts';

it('asks for no more before the first rows are on the page', async () => {
	const seen = new Set<string>();
	const List = ({ rows }: { rows: readonly StoredFile[] | undefined }) => {
		const { arrived, hasMore } = useArrivedFiles({ rows, hasMore: rows !== undefined });
		seen.add(`${arrived?.length ?? 'no'} rows, ${hasMore ? 'more' : 'no more'}`);
		return null;
	};
	const root = createRoot(document.createElement('div'));
	onTestFinished(() => root.unmount());
	flushSync(() => root.render(<List rows={undefined} />));
	flushSync(() => root.render(<List rows={[buildFileOf(buildUser(), {})]} />));
	await vi.waitFor(() => expect([...seen]).toEqual(['no rows, no more', '1 rows, more']));
});
