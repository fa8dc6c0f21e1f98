import type { SlotFilling } from '@flotilla/contracts';
import { buildComposedRemote, buildComposition } from '@flotilla/testing';
import { type ReactNode, useState } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import type { StartRemote } from './remote.ts';
import { RemotePage } from './remote-page.tsx';
import { Slot, useSlot } from './slot.tsx';
import { openPage, type TestRemote } from './testing/open-page.tsx';

const start: StartRemote = () => ({ Page: () => <p>notes</p>, slots: { Card: () => <p>[card]</p> } });
const card: SlotFilling = { slot: 'shell:dashboard', component: 'Card', title: 'Notes', order: 10 };
const notes: TestRemote = { start, slots: [card] };

const open = async (content: ReactNode) => {
	const page = await openPage(content, { remotes: { notes } });
	onTestFinished(page.close);
	return page;
};

/** Shows what is in it until somebody clicks. */
const UntilClicked = ({ children }: { children: ReactNode }) => {
	const [isShown, setShown] = useState(true);
	return (
		<button type="button" onClick={() => setShown(false)}>
			leave {isShown && children}
		</button>
	);
};
const leave = () => document.querySelector('button')?.click();

it('a remote is in use as long as a page of it is there', async () => {
	const { federation, text } = await open(
		<UntilClicked>
			<RemotePage remote="notes" fallback="waiting" />
		</UntilClicked>,
	);
	await expect.poll(text).toContain('notes');
	expect(federation.isHeld('notes')).toBe(true);
	leave();
	await expect.poll(() => federation.isHeld('notes')).toBe(false);
});

it('a slot is in use as long as its owner shows it, and a remote that fills it with it', async () => {
	const { federation, text } = await open(
		<UntilClicked>
			<Slot name="shell:dashboard" />
		</UntilClicked>,
	);
	await expect.poll(text).toContain('[card]');
	expect(['shell:dashboard', 'notes', 'users:detail-tabs'].map(federation.isHeld)).toEqual([true, true, false]);
	leave();
	await expect.poll(() => ['shell:dashboard', 'notes'].some(federation.isHeld)).toBe(false);
});

it('who only names what fills a slot does not use those remotes', async () => {
	const Titles = () => <p>{useSlot('shell:dashboard').map(({ title }) => title)}</p>;
	const { federation, text } = await open(<Titles />);
	await expect.poll(text).toContain('Notes');
	expect(['shell:dashboard', 'notes'].map(federation.isHeld)).toEqual([true, false]);
});

it('shows what another composition has, once the page goes on with it', async () => {
	const Titles = () => <p>{useSlot('shell:dashboard').map(({ title }) => title)}</p>;
	const { federation, text } = await open(<Titles />);
	await expect.poll(text).toContain('Notes');
	const another = buildComposedRemote({ name: 'notes', slots: [{ ...card, title: 'Remarks' }] }, { version: '3.0.0' });
	federation.adopt(buildComposition({ remotes: [another] }), ['notes']);
	await expect.poll(text).toContain('Remarks');
});
