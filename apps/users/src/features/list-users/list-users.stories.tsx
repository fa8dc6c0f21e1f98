import { createStoryWorld, StoryPage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { Route, Routes } from 'react-router';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { buildPeople, longPerson } from '../../stories/people.ts';
import { ListUsers } from './list-users.view.tsx';

interface Args {
	address: string;
}

const meta: Meta<Args> = {
	title: 'Users/List',
	args: { address: '/users' },
	render: ({ address }, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address={address}>
			<Routes>
				<Route path="/users" element={<ListUsers />} />
			</Routes>
		</StoryPage>
	),
};
export default meta;
type Story = StoryObj<Args>;

const inWorld = (options: () => StoryWorldOptions): Pick<Story, 'loaders'> => ({
	loaders: [async () => ({ world: await createStoryWorld(options()) })],
});
const rows = (canvasElement: HTMLElement) => canvasElement.querySelectorAll('tr[data-user-id]');

export const People: Story = {
	...inWorld(() => ({ users: buildPeople(512) })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('512 people');
		await expect(rows(canvasElement)).toHaveLength(20);
		await expect(canvas.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
		await canvas.findByText('1–20 of 512 users');
	},
};

/** The list is asked when the person pauses; the space they are about to type after stays in the field. */
export const Search: Story = {
	...inWorld(() => ({ users: buildPeople(60) })),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = within(canvasElement);
		await canvas.findByText('60 people');
		const field = canvas.getByRole('searchbox', { name: 'Search users' });
		await userEvent.type(field, 'hakon ');
		await canvas.findByText('6 people found');
		await expect(canvas.getByTestId('address')).toHaveTextContent('/users?search=hakon');
		await expect(field).toHaveValue('hakon ');
		await expect(backend.requests.filter(({ url }) => url.includes('search='))).toHaveLength(1);
	},
};

export const SortFilterAndPage: Story = {
	...inWorld(() => ({ users: buildPeople(200) })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		const address = canvas.getByTestId('address');
		await canvas.findByText('200 people');
		await userEvent.click(canvas.getByRole('button', { name: 'Created' }));
		await expect(address).toHaveTextContent('/users?sortBy=createdAt&sortOrder=desc');
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Role' }), 'manager');
		await canvas.findByText('50 people found');
		await userEvent.click(canvas.getByRole('button', { name: 'Page 2' }));
		await canvas.findByText('21–40 of 50 users');
		await expect(address).toHaveTextContent('/users?role=manager&sortBy=createdAt&sortOrder=desc&page=2');
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Status' }), 'inactive');
		await waitFor(() => expect(address).not.toHaveTextContent('page='));
	},
};

/** The whole row leads to the person; its name is the link. */
export const RowIsLink: Story = {
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
		const { backend } = loaded.world as StoryWorld;
		const canvas = within(canvasElement);
		await canvas.findByText('5 people');
		const asked = backend.requests.length;
		const { id } = backend.changeUser(backend.users[1]?.id ?? '', { email: 'hopper-murray@flotilla.test' });
		const row = (await canvas.findByText(/hopper-murray@/)).closest('tr');
		await waitFor(() => expect(row).toHaveAttribute('data-highlight', 'true'));
		await expect(row).toHaveAttribute('data-user-id', id);
		await expect(backend.requests).toHaveLength(asked);
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
		await expect(canvas.getByTestId('address')).toHaveTextContent(/^\/users$/);
	},
};

/** An old link to a page that is no more. */
export const BeyondTheEnd: Story = {
	args: { address: '/users?page=9' },
	...inWorld(() => ({ users: buildPeople(5) })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Go to the first page' }));
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(5));
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

export const NoPermission: Story = {
	...inWorld(() => ({ answers: { 'GET /users': 'FORBIDDEN' } })),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('The list of users is not open to you');
	},
};

export const LongTexts: Story = inWorld(() => ({ users: [longPerson(), ...buildPeople(2)] }));
