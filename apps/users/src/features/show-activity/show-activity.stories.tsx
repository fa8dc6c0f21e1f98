import type { AuditAction, AuditEntry, User } from '@flotilla/contracts';
import { buildUser, fakeId } from '@flotilla/testing';
import { createStoryWorld, StoryPage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { buildPeople } from '../../stories/people.ts';
import { ShowActivity } from './show-activity.view.tsx';

const meta: Meta = {
	title: 'Users/Activity',
	render: (_args, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address="/users">
			<ShowActivity user={loaded.user as User} />
		</StoryPage>
	),
};
export default meta;
type Story = StoryObj;

const hour = 3_600_000;

interface Act {
	action: AuditAction;
	details?: Record<string, unknown>;
	/** Hours ago. */
	ago: number;
	/** What the person did, and not what was done to them. */
	isOwn?: boolean;
}

const acts: Act[] = [
	{ action: 'auth:signed-in', ago: 600, isOwn: true },
	{ action: 'users:created', ago: 590 },
	{ action: 'users:updated', details: { fields: ['firstName', 'email'] }, ago: 400 },
	{ action: 'users:imported', details: { count: 4963 }, ago: 300, isOwn: true },
	{ action: 'users:role-changed', details: { from: 'member', to: 'manager' }, ago: 60 },
	{ action: 'auth:sign-in-failed', ago: 50 },
	{ action: 'users:status-changed', details: { from: 'active', to: 'inactive' }, ago: 30 },
	{ action: 'users:avatar-changed', ago: 8 },
	{ action: 'users:exported', ago: 2, isOwn: true },
];

/** Alan, with a history: that of `acts`, or as long as is asked for. */
const inWorld = (made: readonly Act[] = acts, options: StoryWorldOptions = {}): Pick<Story, 'loaders'> => ({
	loaders: [
		async () => {
			const user = buildUser({ firstName: 'Alan', lastName: 'Turing', role: 'member' });
			const [admin] = buildPeople(1) as [User];
			const world = await createStoryWorld({ users: [admin, user], ...options });
			const toEntry = ({ action, details = {}, ago, isOwn = false }: Act): AuditEntry => ({
				...{ id: fakeId(), action, details, requestId: null, ip: '192.0.2.1' },
				at: new Date(Date.now() - ago * hour).toISOString(),
				actorId: isOwn ? user.id : admin.id,
				actorName: isOwn ? 'Alan Turing' : 'Grace Hopper',
				...(isOwn ? { subjectType: null, subjectId: null } : { subjectType: 'user' as const, subjectId: user.id }),
			});
			world.backend.audit.splice(0, world.backend.audit.length, ...made.map(toEntry));
			return { user, world };
		},
	],
});

export const AboutAPerson: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		const list = await canvas.findByRole('list', { name: 'Activity' });
		await expect(within(list).getAllByRole('listitem')).toHaveLength(6);
		await canvas.findByText('Grace Hopper changed the role from Member to Manager');
		await canvas.findByText('6 acts in the last 30 days');
		await canvas.findByRole('figure', { name: 'Acts a day in the last 30 days' });
	},
};

export const ByAPerson: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('radio', { name: 'By this person' }));
		await canvas.findByText('Alan Turing imported 4,963 people');
		await canvas.findByText('3 acts in the last 30 days');
		await expect(canvas.queryByText(/Grace Hopper/)).toBeNull();
	},
};

export const OneKind: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.selectOptions(await canvas.findByRole('combobox', { name: 'What happened' }), 'Role changed');
		await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(1));
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'What happened' }), 'People exported');
		await canvas.findByText('Nothing of this kind was recorded');
	},
};

export const Long: Story = {
	...inWorld(
		Array.from({ length: 45 }, (_, index) => ({
			action: 'users:updated',
			details: { fields: ['lastName'] },
			ago: 90 - index,
		})),
	),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }));
		await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(40));
		await userEvent.click(canvas.getByRole('button', { name: 'Show older' }));
		await canvas.findByText('That is all.');
		await expect(canvas.getAllByRole('listitem')).toHaveLength(45);
	},
};

/** More of one question that arrives after another was asked is no answer to it. */
export const LateMore: Story = {
	...inWorld(
		Array.from({ length: 75 }, (_, index) =>
			index < 45
				? { action: 'users:updated', details: { fields: ['lastName'] }, ago: 90 - index }
				: { action: 'users:imported', details: { count: 12 }, ago: 90 - index, isOwn: true },
		),
	),
	play: async ({ canvasElement, loaded }) => {
		const { backend, platform } = loaded.world as StoryWorld;
		const canvas = within(canvasElement);
		const more = await canvas.findByRole('button', { name: 'Show older' });
		const release = backend.holdAnswers('GET /audit');
		await userEvent.click(more);
		await waitFor(() => expect(backend.requests.some(({ url }) => url.includes('cursor='))).toBe(true));
		// What is asked from here on is answered at once.
		backend.holdAnswers('GET /audit')();
		await userEvent.click(canvas.getByRole('radio', { name: 'By this person' }));
		await waitFor(() => expect(canvas.getAllByText('Alan Turing imported 12 people')).toHaveLength(20));
		release();
		// Another round trip: by then the one that was held is over.
		await platform.api.audit.list({ limit: 1 });
		await userEvent.click(canvas.getByRole('button', { name: 'Show older' }));
		await canvas.findByText('That is all.');
		await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(30));
		await expect(canvas.getAllByText('Alan Turing imported 12 people')).toHaveLength(30);
	},
};

export const Empty: Story = {
	...inWorld([]),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('What happens to this person and what they do shows up here.');
	},
};

export const Loading: Story = inWorld(acts, { answers: { 'GET /audit': 'hangs', 'GET /audit/counts': 'hangs' } });

export const Failed: Story = {
	...inWorld(acts, { answers: { 'GET /audit': 'INTERNAL_ERROR', 'GET /audit/counts': 'INTERNAL_ERROR' } }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('The activity could not be loaded');
	},
};

/** Whoever comes by a link is told why there is nothing. */
export const NoPermission: Story = {
	...inWorld(acts, { as: 'manager' }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('The activity is not open to you');
	},
};
