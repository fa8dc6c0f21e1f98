import type { User } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';
import { createStoryWorld, StoryPage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { Route, Routes, useNavigate } from 'react-router';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { rememberedColumnsKey } from '../features/list-users/remembered-columns.ts';
import { buildPeople, longPerson } from '../stories/people.ts';
import { ShownNotifications } from '../stories/shown-notifications.tsx';
import { PeopleList } from './people-list.tsx';

interface Args {
	address: string;
}

const SomebodysPage = () => {
	const navigate = useNavigate();
	return (
		<>
			<p>Somebody’s page</p>
			<button type="button" onClick={() => void navigate(-1)}>
				Back
			</button>
		</>
	);
};

const meta: Meta<Args> = {
	title: 'Users/List',
	args: { address: '/users' },
	parameters: { layout: 'padded' },
	beforeEach: () => localStorage.removeItem(rememberedColumnsKey),
	render: ({ address }, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address={address}>
			<Routes>
				<Route path="/users" element={<PeopleList />} />
				<Route path="/users/:id" element={<SomebodysPage />} />
			</Routes>
			<ShownNotifications />
		</StoryPage>
	),
};
export default meta;
type Story = StoryObj<Args>;

const inWorld = (options: () => StoryWorldOptions): Pick<Story, 'loaders'> => ({
	loaders: [async () => ({ world: await createStoryWorld(options()) })],
});
const worldOf = (loaded: Record<string, unknown>) => loaded.world as StoryWorld;
const rows = (canvasElement: HTMLElement) =>
	[...canvasElement.querySelectorAll<HTMLElement>('tr[data-user-id]')].sort(
		(a, b) => Number(a.dataset.index) - Number(b.dataset.index),
	);
const rowOf = (canvasElement: HTMLElement, text: string | RegExp) =>
	within(canvasElement)
		.findAllByText(text)
		.then(([found]) => found?.closest('tr') as HTMLElement);
const requestsTo = ({ backend }: StoryWorld, method: string, part: string) =>
	backend.requests.filter((request) => request.method === method && request.url.includes(part));
const tick = async (canvasElement: HTMLElement, index: number, user: Pick<typeof userEvent, 'click'> = userEvent) =>
	user.click(within(rows(canvasElement)[index] as HTMLElement).getByRole('checkbox'));
const inBar = async (canvasElement: HTMLElement) =>
	within(await within(canvasElement).findByRole('region', { name: 'Selection' }));
/** Rows of others: people's names go by how many were made up before, so one's own row may be any of them. */
const othersIn = (canvasElement: HTMLElement, { platform }: StoryWorld) => {
	const ownId = platform.session.store.getState().user?.id;
	return rows(canvasElement).filter(({ dataset }) => dataset.userId !== ownId);
};
const tickRow = async (row: HTMLElement | undefined) =>
	userEvent.click(within(row as HTMLElement).getByRole('checkbox'));
/** Chooses from a menu of the bar. */
const change = async (canvasElement: HTMLElement, what: string, value: string) => {
	await userEvent.click((await inBar(canvasElement)).getByRole('button', { name: what }));
	await userEvent.click(await screen.findByRole('menuitem', { name: value }));
};
const cell = (row: HTMLElement | undefined, column: string) =>
	row?.querySelector(`[data-column="${column}"]`) as HTMLElement;
const ready = async (canvasElement: HTMLElement, total: string) => {
	const canvas = within(canvasElement);
	await canvas.findByText(total);
	await waitFor(() => expect(rows(canvasElement).length).toBeGreaterThan(0));
	return canvas;
};

/** Five thousand in one scroll: what is in view is drawn, and of the list a page is fetched. */
export const People: Story = {
	...inWorld(() => ({ users: buildPeople(5000) })),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await ready(canvasElement, '5,000 people');
		await expect(rows(canvasElement).length).toBeLessThan(60);
		await expect(canvas.getByRole('grid', { name: 'Users' })).toHaveAttribute('aria-rowcount', '5001');
		await expect(canvas.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
		await expect(requestsTo(worldOf(loaded), 'GET', '/users?')).toHaveLength(1);
	},
};

/** Going to the end fetches the pages that are there, and none of the fifty that lie between. */
export const ToTheEnd: Story = {
	...inWorld(() => ({ users: buildPeople(5000) })),
	play: async ({ canvasElement, loaded }) => {
		await ready(canvasElement, '5,000 people');
		rows(canvasElement)[0]?.focus();
		await userEvent.keyboard('{End}');
		await waitFor(() => expect(canvasElement.querySelector('tr[data-user-id][data-index="4999"]')).not.toBeNull());
		const asked = requestsTo(worldOf(loaded), 'GET', '/users?').map(({ url }) => /[?&]page=(\d+)/.exec(url)?.[1]);
		await expect(asked).toEqual(['1', '50']);
	},
};

/** Who goes to a person and comes back is where they were, and nothing is fetched again. */
export const ComesBackToTheSamePlace: Story = {
	...inWorld(() => ({ users: buildPeople(600) })),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await ready(canvasElement, '600 people');
		const end = () => canvasElement.querySelector('tr[data-user-id][data-index="599"]');
		const scrolled = () => canvasElement.querySelector('table')?.parentElement?.scrollTop;
		rows(canvasElement)[0]?.focus();
		await userEvent.keyboard('{End}');
		await waitFor(() => expect(end()).toHaveFocus());
		const before = scrolled();
		const asked = worldOf(loaded).backend.requests.length;
		await userEvent.keyboard('{Enter}');
		await userEvent.click(await canvas.findByRole('button', { name: 'Back' }));
		await waitFor(() => expect(end()).toHaveAttribute('tabindex', '0'));
		await expect(scrolled()).toBe(before);
		await expect(worldOf(loaded).backend.requests).toHaveLength(asked);
	},
};

/** The list is asked when the person pauses; the space they are about to type after stays in the field. */
export const Search: Story = {
	...inWorld(() => ({ users: buildPeople(60) })),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await ready(canvasElement, '60 people');
		const field = canvas.getByRole('searchbox', { name: 'Search users' });
		await userEvent.type(field, 'hakon ');
		await canvas.findByText('6 people found');
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent('/users?search=hakon'));
		await expect(field).toHaveValue('hakon ');
		await expect(requestsTo(worldOf(loaded), 'GET', 'search=')).toHaveLength(1);
	},
};

export const SortAndFilter: Story = {
	...inWorld(() => ({ users: buildPeople(200) })),
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement, '200 people');
		const address = canvas.getByTestId('address');
		await userEvent.click(canvas.getByRole('button', { name: 'Created' }));
		await waitFor(() => expect(address).toHaveTextContent('/users?sortBy=createdAt&sortOrder=desc'));
		await userEvent.click(canvas.getByRole('button', { name: 'Created' }));
		await waitFor(() => expect(address).toHaveTextContent(/^\/users\?sortBy=createdAt$/));
		await userEvent.click(canvas.getByRole('button', { name: 'Created' }));
		await waitFor(() => expect(address).toHaveTextContent('/users?sortBy=createdAt&sortOrder=desc'));
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Role' }), 'manager');
		await canvas.findByText('50 people found');
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Status' }), 'inactive');
		await waitFor(() =>
			expect(address).toHaveTextContent('/users?role=manager&status=inactive&sortBy=createdAt&sortOrder=desc'),
		);
	},
};

/** Columns are in the address, to be shared, and are those of this device the next time. */
export const Columns: Story = {
	...inWorld(() => ({ users: buildPeople(12) })),
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement, '12 people');
		await userEvent.click(canvas.getByRole('button', { name: 'Columns' }));
		const email = await screen.findByRole('menuitemcheckbox', { name: 'E-mail' });
		await expect(email).toBeChecked();
		await userEvent.click(email);
		await expect(email).not.toBeChecked();
		await userEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Created' }));
		await userEvent.keyboard('{Escape}');
		await waitFor(() =>
			expect(canvas.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
				'',
				'Name',
				'Role',
				'Status',
				'Last sign-in',
				'Actions',
			]),
		);
		await waitFor(() =>
			expect(canvas.getByTestId('address')).toHaveTextContent('columns=name%2Crole%2Cstatus%2ClastSignInAt'),
		);
		await expect(localStorage.getItem(rememberedColumnsKey)).toBe('name,role,status,lastSignInAt');
	},
};

/** The name leads to the person. */
export const NameIsLink: Story = {
	...inWorld(() => ({ users: buildPeople(3) })),
	play: async ({ canvasElement }) => {
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(3));
		const row = rows(canvasElement)[0] as HTMLElement;
		await expect(within(row).getByRole('link')).toHaveAttribute('href', `/users/${row.dataset.userId}`);
	},
};

/** Somebody else changes a person: the row is new at once and flashes, and nothing is fetched again. */
export const ChangedLive: Story = {
	...inWorld(() => ({ users: buildPeople(5) })),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = worldOf(loaded);
		await ready(canvasElement, '5 people');
		const asked = backend.requests.length;
		const { id } = backend.changeUser(backend.users[1]?.id ?? '', { email: 'hopper-murray@flotilla.test' });
		const row = await rowOf(canvasElement, /hopper-murray@/);
		await waitFor(() => expect(row).toHaveAttribute('data-highlight', 'changed'));
		await expect(row).toHaveAttribute('data-user-id', id);
		await expect(backend.requests).toHaveLength(asked);
	},
};

/** Somebody comes, somebody goes: the count and the rows follow. */
export const ComingAndGoing: Story = {
	...inWorld(() => ({ users: buildPeople(5) })),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = worldOf(loaded);
		const canvas = await ready(canvasElement, '5 people');
		const { id } = backend.addUser(buildUser({ firstName: 'Zita', lastName: 'Aaltonen' }));
		await canvas.findByText('6 people');
		await canvas.findByText('Zita Aaltonen');
		backend.removeUser(id);
		await canvas.findByText('5 people');
		await waitFor(() => expect(canvas.queryByText('Zita Aaltonen')).toBeNull());
	},
};

/** Ticked by mouse, by Shift over what lies between, by keyboard; who was ticked stays so in another view. */
export const Selecting: Story = {
	...inWorld(() => ({ users: buildPeople(300) })),
	play: async ({ canvasElement, userEvent: user }) => {
		const canvas = await ready(canvasElement, '300 people');
		await tick(canvasElement, 1, user);
		const bar = await inBar(canvasElement);
		await bar.findByText('1 selected');
		await user.keyboard('{Shift>}');
		await tick(canvasElement, 4, user);
		await user.keyboard('{/Shift}');
		await bar.findByText('4 selected');
		rows(canvasElement)[4]?.focus();
		// Over pages that are not here: they are fetched for their names.
		await user.keyboard('{Shift>}{End}{/Shift}');
		await bar.findByText('299 selected');
		await user.click(bar.getByRole('button', { name: 'Select all 300' }));
		await bar.findByText('300 selected');
		await user.click(bar.getByRole('button', { name: 'Clear selection' }));
		await waitFor(() => expect(canvas.queryByRole('region', { name: 'Selection' })).toBeNull());
	},
};

/** By name they stay ticked whatever is listed; “all” are those of one list. */
export const SelectionAndFilters: Story = {
	...inWorld(() => ({ users: buildPeople(60) })),
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement, '60 people');
		await tick(canvasElement, 2);
		await canvas.findByText('1 selected');
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Role' }), 'viewer');
		await canvas.findByText('15 people found');
		await canvas.findByText('1 selected');
		rows(canvasElement)[0]?.focus();
		await userEvent.keyboard('{Control>}a{/Control}');
		await canvas.findByText('15 selected');
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Role' }), '');
		await canvas.findByText('60 people');
		await waitFor(() => expect(canvas.queryByRole('region', { name: 'Selection' })).toBeNull());
	},
};

/** Where all are ticked, a range to the end ticks nobody more: its fifty pages are not fetched to find that out. */
export const RangeOverAll: Story = {
	...inWorld(() => ({ users: buildPeople(5000) })),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await ready(canvasElement, '5,000 people');
		const asked = () => requestsTo(worldOf(loaded), 'GET', '/users?').map(({ url }) => /[?&]page=(\d+)/.exec(url)?.[1]);
		rows(canvasElement)[0]?.focus();
		await userEvent.keyboard('{Control>}a{/Control}');
		await canvas.findByText('5,000 selected');
		await userEvent.keyboard('{Shift>}{End}{/Shift}');
		await waitFor(() => expect(canvasElement.querySelector('tr[data-user-id][data-index="4999"]')).not.toBeNull());
		await expect(asked()).toEqual(['1', '50']);
		// With one of them ticked off it would be about names, of which there are too many to fetch.
		await userEvent.keyboard(' ');
		await canvas.findByText('4,999 selected');
		await userEvent.keyboard('{Shift>}{Home}{/Shift}');
		await canvas.findByText('One selection holds at most 1,000 people by name');
		await canvas.findByText('4,999 selected');
		await expect(new Set(asked())).toEqual(new Set(['1', '50']));
	},
};

/** A range whose pages arrive after the list was narrowed leaves alone what was ticked there meanwhile. */
export const LateRange: Story = {
	...inWorld(() => ({ users: buildPeople(300) })),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await ready(canvasElement, '300 people');
		const role = canvas.getByRole('combobox', { name: 'Role' });
		await userEvent.selectOptions(role, 'viewer');
		await canvas.findByText('75 people found');
		await userEvent.selectOptions(role, '');
		await canvas.findByText('300 people');
		const release = worldOf(loaded).backend.holdAnswers('GET /users');
		rows(canvasElement)[1]?.focus();
		await userEvent.keyboard('{Shift>}{End}{/Shift}');
		await waitFor(() => expect(requestsTo(worldOf(loaded), 'GET', 'page=3')).toHaveLength(1));
		await userEvent.selectOptions(role, 'viewer');
		await canvas.findByText('75 people found');
		rows(canvasElement)[0]?.focus();
		await userEvent.keyboard('{Control>}a{/Control}');
		await canvas.findByText('75 selected');
		release();
		await userEvent.selectOptions(role, '');
		await canvas.findByText('300 people');
		rows(canvasElement)[0]?.focus();
		await userEvent.keyboard('{End}');
		await waitFor(() => expect(canvasElement.querySelector('tr[data-user-id][data-index="299"]')).not.toBeNull());
		await expect(canvas.queryByRole('region', { name: 'Selection' })).toBeNull();
	},
};

/** It shows at once, says exactly what came of it, and is taken back by one press. */
export const BulkStatusWithUndo: Story = {
	...inWorld(() => ({ users: buildPeople(250) })),
	play: async ({ canvasElement, loaded }) => {
		const world = worldOf(loaded);
		const active = () => world.backend.users.filter(({ status }) => status === 'active').length;
		const before = active();
		const canvas = await ready(canvasElement, '250 people');
		rows(canvasElement)[0]?.focus();
		await userEvent.keyboard('{Control>}a{/Control}');
		await canvas.findByText('250 selected');
		await change(canvasElement, 'Status', 'Inactive');
		// All but those who were, and who does it.
		await canvas.findByText(`${before - 1} people changed`);
		await canvas.findByText(/1 was left alone/);
		await expect(active()).toBe(1);
		await userEvent.click(canvas.getByRole('button', { name: 'Undo' }));
		await canvas.findByText(`${before - 1} people are as before`);
		await expect(active()).toBe(before);
		// The rows say so too.
		await waitFor(() =>
			expect(rows(canvasElement).some((row) => cell(row, 'status').textContent === 'Active')).toBe(true),
		);
	},
};

/** Who is ticked has the new role before the server has answered. */
export const BulkShownAtOnce: Story = {
	...inWorld(() => ({ users: buildPeople(20), answers: { 'PATCH /users/bulk': 'hangs' } })),
	play: async ({ canvasElement, loaded }) => {
		await ready(canvasElement, '20 people');
		const [, second] = othersIn(canvasElement, worldOf(loaded));
		await tickRow(second);
		await change(canvasElement, 'Role', 'Administrator');
		await waitFor(() => expect(cell(second, 'role')).toHaveTextContent('Administrator'));
	},
};

/** All of one list are not all of another, while the server has not answered. */
export const BulkOfAnotherList: Story = {
	...inWorld(() => ({ users: buildPeople(20), answers: { 'PATCH /users/bulk': 'hangs' } })),
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement, '20 people');
		const shown = () => rows(canvasElement).map((row) => cell(row, 'status').textContent);
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Role' }), 'viewer');
		await canvas.findByText('5 people found');
		rows(canvasElement)[0]?.focus();
		await userEvent.keyboard('{Control>}a{/Control}');
		await change(canvasElement, 'Status', 'Inactive');
		await waitFor(() => expect(new Set(shown())).toEqual(new Set(['Inactive'])));
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Role' }), 'manager');
		await waitFor(() => expect(cell(rows(canvasElement)[0], 'role')).toHaveTextContent('Manager'));
		await expect(shown()).toContain('Active');
	},
};

/** What the server refuses is taken back, the rows say so, and why is told. */
export const BulkRefused: Story = {
	...inWorld(() => ({ users: buildPeople(20), answers: { 'PATCH /users/bulk': 'LAST_ADMIN' } })),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await ready(canvasElement, '20 people');
		const [, second] = othersIn(canvasElement, worldOf(loaded));
		const role = cell(second, 'role').textContent ?? '';
		await tickRow(second);
		await change(canvasElement, 'Role', 'Viewer');
		await canvas.findByText('Nobody was changed');
		await canvas.findByText(/the last one is among them/);
		await expect(cell(second, 'role')).toHaveTextContent(role);
		await expect(second).toHaveAttribute('data-highlight', 'refused');
	},
};

/** It is asked first, by name, with the focus on the way out. */
export const BulkDelete: Story = {
	...inWorld(() => ({ users: buildPeople(30) })),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await ready(canvasElement, '30 people');
		for (const row of othersIn(canvasElement, worldOf(loaded)).slice(3, 5)) await tickRow(row);
		await userEvent.click(await canvas.findByRole('button', { name: 'Delete' }));
		const dialog = within(await screen.findByRole('alertdialog', { name: 'Delete 2 people?' }));
		await expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus();
		await userEvent.click(dialog.getByRole('button', { name: 'Delete 2 people' }));
		await canvas.findByText('2 people deleted');
		await canvas.findByText('28 people');
		await expect(canvas.queryByRole('region', { name: 'Selection' })).toBeNull();
		await userEvent.click(canvas.getByRole('button', { name: 'Undo' }));
		await canvas.findByText('30 people');
	},
};

/** F2 edits the name, Enter saves it: it shows at once, and the row has the focus again. */
export const EditInPlace: Story = {
	...inWorld(() => ({ users: buildPeople(20) })),
	// Not by name: the row would go to where it belongs then.
	args: { address: '/users?sortBy=createdAt&sortOrder=asc' },
	play: async ({ canvasElement, loaded }) => {
		const world = worldOf(loaded);
		const canvas = await ready(canvasElement, '20 people');
		const row = rows(canvasElement)[5] as HTMLElement;
		await userEvent.click(cell(row, 'createdAt'));
		await expect(row).toHaveFocus();
		await userEvent.keyboard('{F2}');
		const first = await canvas.findByRole('textbox', { name: 'First name' });
		await waitFor(() => expect(first).toHaveFocus());
		await userEvent.keyboard('Aardvark{Enter}');
		await within(row).findByText(/^Aardvark /);
		await waitFor(() => expect(row).toHaveFocus());
		const user = () => world.backend.users.find(({ id }) => id === row.dataset.userId);
		await waitFor(() => expect(user()?.firstName).toBe('Aardvark'));
	},
};

/** Tab goes on through what can be edited in the row, and saves what was changed. */
export const TabGoesOn: Story = {
	...inWorld(() => ({ users: buildPeople(20) })),
	args: { address: '/users?sortBy=createdAt&sortOrder=asc' },
	play: async ({ canvasElement, loaded }) => {
		const world = worldOf(loaded);
		await ready(canvasElement, '20 people');
		const row = rows(canvasElement)[5] as HTMLElement;
		await userEvent.dblClick(cell(row, 'role'));
		const role = await within(row).findByRole('combobox', { name: 'Role' });
		await waitFor(() => expect(role).toHaveFocus());
		await userEvent.selectOptions(role, 'viewer');
		await userEvent.tab();
		const status = await within(row).findByRole('combobox', { name: 'Status' });
		await waitFor(() => expect(status).toHaveFocus());
		await userEvent.tab();
		await waitFor(() => expect(row).toHaveFocus());
		const user = () => world.backend.users.find(({ id }) => id === row.dataset.userId);
		await waitFor(() => expect(user()?.role).toBe('viewer'));
		await expect(requestsTo(world, 'PATCH', '/users/')).toHaveLength(1);
	},
};

export const EscapeLeavesIt: Story = {
	...inWorld(() => ({ users: buildPeople(20) })),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await ready(canvasElement, '20 people');
		const row = rows(canvasElement)[5] as HTMLElement;
		await userEvent.dblClick(cell(row, 'status'));
		const status = await within(row).findByRole('combobox', { name: 'Status' });
		await waitFor(() => expect(status).toHaveFocus());
		await userEvent.selectOptions(status, 'inactive');
		await userEvent.keyboard('{Escape}');
		await waitFor(() => expect(within(row).queryByRole('combobox')).toBeNull());
		await waitFor(() => expect(row).toHaveFocus());
		await expect(requestsTo(worldOf(loaded), 'PATCH', '/users/')).toHaveLength(0);
		await expect(canvas.queryByRole('alert')).toBeNull();
	},
};

/** Somebody else was faster, and this page has not heard of it: what they saved is shown, and the way to it. */
export const EditConflict: Story = {
	...inWorld(() => ({ users: buildPeople(20) })),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = worldOf(loaded);
		const canvas = await ready(canvasElement, '20 people');
		const row = rows(canvasElement)[5] as HTMLElement;
		const index = backend.users.findIndex(({ id }) => id === row.dataset.userId);
		await userEvent.dblClick(cell(row, 'status'));
		const user = backend.users[index] as User;
		backend.users[index] = { ...user, lastName: 'Overtaken', version: user.version + 1 };
		const status = await within(row).findByRole('combobox', { name: 'Status' });
		await waitFor(() => expect(status).toHaveFocus());
		await userEvent.selectOptions(status, 'inactive');
		await userEvent.keyboard('{Enter}');
		await waitFor(() => expect(requestsTo(worldOf(loaded), 'PATCH', '/users/')).toHaveLength(1));
		await canvas.findByText(/Somebody else changed/);
		await canvas.findByText(/Overtaken/);
		await userEvent.click(canvas.getByRole('button', { name: 'Open' }));
		await canvas.findByText('Somebody’s page');
	},
};

/** A member may look, and edit their own name. */
export const WithoutPermission: Story = {
	...inWorld(() => ({ users: buildPeople(20), as: 'member' })),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await ready(canvasElement, '20 people');
		const own = worldOf(loaded).platform.session.store.getState().user?.id;
		const other = rows(canvasElement).find(({ dataset }) => dataset.userId !== own) as HTMLElement;
		await userEvent.dblClick(cell(other, 'status'));
		await expect(within(other).queryByRole('combobox')).toBeNull();
		await expect(canvas.queryByRole('checkbox')).toBeNull();
		await expect(canvas.getAllByRole('button', { name: /^Edit / })).toHaveLength(1);
	},
};

export const Loading: Story = inWorld(() => ({ answers: { 'GET /users': 'hangs' } }));

export const NobodyFound: Story = {
	args: { address: '/users?search=xyz&role=admin' },
	...inWorld(() => ({ users: buildPeople(5) })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('Nobody fits “xyz”');
		await userEvent.click(canvas.getByText('Clear search'));
		await canvas.findByText('5 people');
		await expect(canvas.getByRole('searchbox')).toHaveValue('');
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent(/^\/users$/));
	},
};

export const Failed: Story = {
	...inWorld(() => ({ answers: { 'GET /users': 'INTERNAL_ERROR' } })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('The list of users could not be loaded');
		await expect(canvas.getByRole('button', { name: 'Try again' })).toBeEnabled();
	},
};

export const NotOpen: Story = {
	...inWorld(() => ({ answers: { 'GET /users': 'FORBIDDEN' } })),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('The list of users is not open to you');
	},
};

/** What was loaded stays readable without a network. */
export const Offline: Story = {
	...inWorld(() => ({ users: buildPeople(40) })),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await ready(canvasElement, '40 people');
		worldOf(loaded).setOnline(false);
		await tick(canvasElement, 2);
		await change(canvasElement, 'Status', 'Inactive');
		await canvas.findByText('The server cannot be reached. Try again when you are online.');
		await expect(rows(canvasElement).length).toBeGreaterThan(5);
	},
};

export const LongTexts: Story = inWorld(() => ({ users: [longPerson(), ...buildPeople(2)] }));

export const Phone: Story = {
	globals: { viewport: { value: 'mobile1' } },
	...inWorld(() => ({ users: [...buildPeople(120), longPerson()] })),
};

export const RightToLeft: Story = {
	globals: { direction: 'rtl' },
	...inWorld(() => ({ users: buildPeople(40) })),
	play: async ({ canvasElement }) => {
		await ready(canvasElement, '40 people');
		await tick(canvasElement, 2);
	},
};
