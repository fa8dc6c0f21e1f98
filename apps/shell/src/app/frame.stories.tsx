import { colorSchemeKey, UiProvider } from '@flotilla/ui';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { inShell, ShellStage, worldOf } from '../stories/shell-stage.tsx';

interface Args {
	/** Where the person is. */
	address: string;
}

const meta: Meta<Args> = {
	title: 'Shell/Frame',
	args: { address: '/users' },
	parameters: { layout: 'fullscreen' },
	render: ({ address }, { loaded }) => <ShellStage world={worldOf(loaded)} address={address} />,
};
export default meta;
type Story = StoryObj<Args>;

const navigation = (canvasElement: HTMLElement) =>
	within(within(canvasElement).getByRole('navigation', { name: 'Main' }));
/** On a phone: a window over the page. */
const drawer = async () => within(await within(document.body).findByRole('dialog', { name: 'Flotilla' }));

export const SignedIn: Story = {
	...inShell(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		const lines = navigation(canvasElement).getAllByRole('link');
		await expect(lines.map(({ textContent }) => textContent)).toEqual([
			'Dashboard',
			'Users',
			'Files',
			'Audit log',
			'Settings',
		]);
		await expect(lines.filter((line) => line.hasAttribute('aria-current'))).toEqual([lines[1]]);
		await expect(await canvas.findByText('Live')).toBeVisible();
	},
};

/** The navigation offers what the person may open, and nothing else. */
export const AsMember: Story = {
	...inShell({ as: 'member' }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('heading', { level: 1, name: 'Users' });
		const lines = navigation(canvasElement).getAllByRole('link');
		await expect(lines.map(({ textContent }) => textContent)).toEqual(['Dashboard', 'Users', 'Files', 'Settings']);
	},
};

/** On a phone the navigation lies over the page, and goes when a page has been chosen. */
export const PhoneNavigation: Story = {
	...inShell(),
	globals: { viewport: { value: 'mobile1' } },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		await expect(canvas.queryByRole('navigation')).toBeNull();
		await userEvent.click(canvas.getByRole('button', { name: 'Open navigation' }));
		await userEvent.click((await drawer()).getByRole('link', { name: 'Files' }));
		await canvas.findByRole('heading', { level: 1, name: 'Files' });
		await waitFor(() => expect(within(document.body).queryByRole('dialog')).toBeNull());
		await expect(canvas.getByRole('button', { name: 'Open navigation' })).toHaveAttribute('aria-expanded', 'false');
	},
};

/** Escape closes it, and the focus is where it was. */
export const PhoneNavigationClosed: Story = {
	...inShell(),
	globals: { viewport: { value: 'mobile1' } },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		const button = await canvas.findByRole('button', { name: 'Open navigation' });
		await userEvent.click(button);
		await userEvent.click((await drawer()).getByRole('button', { name: 'Close navigation' }));
		await waitFor(() => expect(button).toHaveFocus());
	},
};

export const PhoneNavigationOpen: Story = {
	...inShell(),
	globals: { viewport: { value: 'mobile1' } },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Open navigation' }));
		await expect((await drawer()).getAllByRole('link')).toHaveLength(5);
	},
};

/** Icons alone, for who wants the room; each says what it is. It stays so on the next visit. */
export const NarrowNavigation: Story = {
	...inShell(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Collapse navigation' }));
		await expect(navigation(canvasElement).getByRole('link', { name: 'Files' })).toBeVisible();
		await expect(canvas.getByRole('navigation', { name: 'Main' }).offsetWidth).toBe(56);
		await expect(localStorage.getItem('flotilla.navigation-narrow')).toBe('on');
		await expect(canvas.getByRole('button', { name: 'Expand navigation' })).toHaveAttribute('aria-expanded', 'false');
	},
};

/** Which page has come is said, and the focus is at its beginning. */
export const PageAnnounced: Story = {
	...inShell(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		await userEvent.click(navigation(canvasElement).getByRole('link', { name: 'Files' }));
		await canvas.findByRole('heading', { level: 1, name: 'Files' });
		await waitFor(() => expect(canvas.getAllByRole('status').map((one) => one.textContent)).toContain('Files'));
		await expect(canvas.getByRole('main')).toHaveFocus();
	},
};

/** The page goes on while the connection is away. */
export const Reconnecting: Story = {
	...inShell(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('Live');
		worldOf(loaded).setOnline(false);
		await canvas.findByText('Reconnecting');
		await expect(canvas.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
	},
};

export const LiveAgain: Story = {
	...inShell(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		const { setOnline } = worldOf(loaded);
		await canvas.findByText('Live');
		setOnline(false);
		await canvas.findByText('Reconnecting');
		setOnline(true);
		await canvas.findByText('Live');
	},
};

/** Another composition is here: it is offered, and the page stays as it is. */
export const NewVersion: Story = {
	...inShell(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		await expect(canvas.queryByRole('button', { name: 'Update to the new version' })).toBeNull();
		worldOf(loaded).platform.bus.emit('app:update-ready', { compositionId: 'c-2' });
		await expect(await canvas.findByRole('button', { name: 'Update to the new version' })).toBeVisible();
		await expect(canvas.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
	},
};

/** Out by the menu: to where one signs in, and not back to the page that was left. */
export const SignOut: Story = {
	...inShell(),
	args: { address: '/users?page=2' },
	play: async ({ canvasElement, loaded }) => {
		const { backend, platform } = worldOf(loaded);
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Account of Ada Lovelace' }));
		await expect(await canvas.findByText('ada@flotilla.test')).toBeVisible();
		await userEvent.click(canvas.getByRole('menuitem', { name: 'Sign out' }));
		await canvas.findByRole('heading', { level: 1, name: 'Sign in' });
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent(/^\/auth\/sign-in$/));
		await waitFor(() => expect(backend.cookieUserId).toBeNull());
		await expect(platform.realtime.state).toBe('disconnected');
	},
};

/** The server ended the session: one word about it, and the way back to the very page. */
export const SessionEnded: Story = {
	...inShell(),
	args: { address: '/users?page=2' },
	play: async ({ canvasElement, loaded }) => {
		const { backend, platform } = worldOf(loaded);
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		backend.expireTokens();
		backend.cookieUserId = null;
		await platform.api.users.list().catch(() => {});
		await canvas.findByRole('heading', { level: 1, name: 'Sign in' });
		await canvas.findByText('Your session has ended');
		await expect(canvas.getByRole('link', { name: 'Back' })).toHaveAttribute('href', '/users?page=2');
	},
};

export const ColourScheme: Story = {
	...inShell(),
	// The scheme of the toolbar is held; here a person chooses, and starts from the toolbar's.
	render: ({ address }, { loaded, globals }) => (
		<UiProvider colorScheme={globals.theme}>
			<ShellStage world={worldOf(loaded)} address={address} />
		</UiProvider>
	),
	beforeEach: () => {
		localStorage.removeItem(colorSchemeKey);
		return () => localStorage.removeItem(colorSchemeKey);
	},
	play: async ({ canvasElement, globals }) => {
		const canvas = within(canvasElement);
		const [first, other] = globals.theme === 'dark' ? ['dark', 'light'] : ['light', 'dark'];
		const scheme = () => document.documentElement.getAttribute('data-mantine-color-scheme');
		await userEvent.click(await canvas.findByRole('button', { name: 'Account of Ada Lovelace' }));
		await userEvent.click(canvas.getByRole('menuitem', { name: `Use ${other} colours` }));
		await expect([scheme(), localStorage.getItem(colorSchemeKey)]).toEqual([other, other]);
		await userEvent.click(canvas.getByRole('menuitem', { name: `Use ${first} colours` }));
		await expect([scheme(), localStorage.getItem(colorSchemeKey)]).toEqual([first, first]);
	},
};

/** Everything of the frame is reached and used without a pointer. */
export const Keyboard: Story = {
	...inShell(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		const reach = async (element: HTMLElement) => {
			for (let steps = 0; steps < 16 && document.activeElement !== element; steps += 1) await userEvent.tab();
			await expect(element).toHaveFocus();
		};
		await reach(navigation(canvasElement).getByRole('link', { name: 'Files' }));
		await userEvent.keyboard('{Enter}');
		await canvas.findByRole('heading', { level: 1, name: 'Files' });
		await reach(canvas.getByRole('button', { name: 'Account of Ada Lovelace' }));
		await userEvent.keyboard('{ArrowDown}');
		await expect(canvas.getByRole('menuitem', { name: 'Settings' })).toHaveFocus();
		await userEvent.keyboard('{End}');
		await expect(canvas.getByRole('menuitem', { name: 'Sign out' })).toHaveFocus();
		await userEvent.keyboard('{Enter}');
		await canvas.findByRole('heading', { level: 1, name: 'Sign in' });
	},
};

/** Past the navigation, to the page. */
export const SkipToContent: Story = {
	...inShell(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		await userEvent.tab();
		await expect(canvas.getByRole('link', { name: 'Skip to content' })).toHaveFocus();
		await userEvent.keyboard('{Enter}');
		await expect(canvas.getByRole('main')).toHaveFocus();
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent(/^\/users$/));
	},
};
