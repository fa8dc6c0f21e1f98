import { createStoryWorld, StoryPage } from '@flotilla/testing/stories';
import { UiProvider } from '@flotilla/ui';
import { type ComponentType, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { buildPeople } from '../../stories/people.ts';
import { type UserPages, type UsersQuestion, useUserPages } from './use-user-pages.ts';

const query = { sortBy: 'name', sortOrder: 'asc' } as const;
const begin = { first: 0, last: 20 };

/** Draws a component on a page that has so many people. */
const draw = async (People: ComponentType, count: number) => {
	const world = await createStoryWorld({ users: buildPeople(count) });
	const root = createRoot(document.createElement('div'));
	onTestFinished(() => root.unmount());
	root.render(
		<UiProvider>
			<StoryPage world={world} address="/users">
				<People />
			</StoryPage>
		</UiProvider>,
	);
};

// All rows are drawn again with another `rowAt`: it was another one once too often after each answer.
it('the same people are the same list, however often their page is rendered', async () => {
	const seen: UserPages[] = [];
	let again: () => void = () => {};
	const People = () => {
		const [, setCount] = useState(0);
		const list = useUserPages(query, begin);
		seen.push(list);
		useEffect(() => {
			again = () => setCount((count) => count + 1);
		}, []);
		return null;
	};
	await draw(People, 30);
	await vi.waitFor(() => expect(seen.at(-1)?.total).toBe(30));
	flushSync(() => again());
	flushSync(() => again());
	const answered = seen.filter(({ total }) => total === 30);
	expect(answered.length).toBeGreaterThan(2);
	expect(new Set(answered.map(({ rowAt }) => rowAt)).size).toBe(1);
	expect(new Set(answered.map(({ rows }) => rows)).size).toBe(1);
});

// A change of all of one list is no change of another one's rows, nor gone from its own while they are still shown.
it('tells which question the people answer that are shown', async () => {
	const seen: UserPages[] = [];
	let narrow: () => void = () => {};
	const People = () => {
		const [asked, setAsked] = useState<UsersQuestion>(query);
		seen.push(useUserPages(asked, begin));
		useEffect(() => {
			narrow = () => setAsked({ ...query, role: 'viewer' });
		}, []);
		return null;
	};
	await draw(People, 8);
	await vi.waitFor(() => expect(seen.at(-1)?.total).toBe(8));
	flushSync(() => narrow());
	expect(seen.at(-1)).toMatchObject({ total: 8, isPrevious: true, answered: query });
	expect(seen.at(-1)?.answered).not.toHaveProperty('role');
	await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ total: 2, isPrevious: false }));
	expect(seen.at(-1)?.answered.role).toBe('viewer');
});
