import type { Permission, SlotFilling } from '@flotilla/contracts';
import type { ReactNode } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import type { StartRemote } from './remote.ts';
import { RemotePage } from './remote-page.tsx';
import { Slot, useSlot } from './slot.tsx';
import { openPage, type TestRemote } from './testing/open-page.tsx';

const Page = () => <p>Page of notes</p>;
const Card = () => <p>[card]</p>;
const Tab = ({ userId }: { userId: string }) => <p>{`of ${userId}`}</p>;
const Titles = () => <p>{useSlot('shell:dashboard').map(({ title, key }) => `${title} is ${key}; `)}</p>;

const card = (title: string, order: number, permission?: Permission): SlotFilling => ({
	slot: 'shell:dashboard',
	component: title,
	title,
	order,
	...(permission && { permission }),
});

/** A remote that gives a card for each of these. */
const filler = (...slots: SlotFilling[]): TestRemote => {
	const start: StartRemote = () => ({
		Page,
		slots: Object.fromEntries(slots.map(({ component }) => [component, Card])),
	});
	return { slots, start };
};

const open = async (content: ReactNode, options: Parameters<typeof openPage>[1]) => {
	const page = await openPage(content, options);
	onTestFinished(page.close);
	return page;
};

it('is filled in the order of the manifests, equal ones by the name of the remote', async () => {
	const page = await open(<Titles />, {
		remotes: {
			zebra: filler(card('Last', 30), card('First', 10)),
			beta: filler(card('Third', 20)),
			alpha: filler(card('Second', 20)),
			other: filler({ ...card('Elsewhere', 1), slot: 'users:detail-tabs' }),
		},
	});
	await expect
		.poll(page.text)
		.toBe('PageFirst is zebra/First; Second is alpha/Second; Third is beta/Third; Last is zebra/Last; ');
});

it('leaves out what the person may not see, without starting its remote', async () => {
	const page = await open(<Slot name="shell:dashboard" />, {
		as: 'viewer',
		remotes: {
			files: filler(card('Files', 10, 'files:read')),
			users: filler(card('Users', 20, 'users:update')),
			notes: filler(card('Notes', 30)),
		},
	});
	await expect.poll(page.text).toBe('Page[card][card]');
	expect(['files', 'users', 'notes'].map((name) => page.federation.state(name).status)).toEqual([
		'running',
		'idle',
		'running',
	]);
});

it('hands its props to each filling, and wraps each as its owner wants', async () => {
	const page = await open(<Slot name="users:detail-tabs" userId="42" wrap={(tab) => <div>before {tab}</div>} />, {
		remotes: {
			notes: {
				slots: [{ slot: 'users:detail-tabs', component: 'Tab', title: 'Notes' }],
				start: () => ({ Page, slots: { Tab } }),
			},
		},
	});
	await expect.poll(page.text).toBe('Pagebefore of 42');
});

it('loses one place alone when a remote does not give what its manifest names, and says so', async () => {
	const page = await open(
		<>
			<Slot name="shell:dashboard" />
			<RemotePage remote="notes" fallback={null} />
		</>,
		{
			remotes: {
				notes: {
					title: 'Notes',
					slots: [card('Lost', 10), card('Kept', 20)],
					start: () => ({ Page, slots: { Kept: Card } }),
				},
			},
		},
	);
	await expect.poll(page.text).toMatch(/^PageThis part of Notes is not available.*\[card\]Page of notes$/);
	expect(page.failed).toMatchObject([{ remote: 'notes', version: '2.3.4', phase: 'render' }]);
	expect(String(page.failed[0]?.cause)).toContain('component Lost');
	expect(page.federation.state('notes').status).toBe('running');
});

it('keeps a remote that fails to the places that are its own', async () => {
	const page = await open(<Slot name="shell:dashboard" />, {
		remotes: {
			notes: { title: 'Notes', slots: [card('Notes', 10)], start: () => Promise.reject(new Error('down')) },
			users: filler(card('Users', 20)),
		},
	});
	await expect.poll(page.text).toMatch(/^PageNotes is not available.*\[card\]$/);
});
