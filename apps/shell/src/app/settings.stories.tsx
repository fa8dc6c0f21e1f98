import { FakeFailure } from '@flotilla/testing';
import { colorSchemeKey, UiProvider } from '@flotilla/ui';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { singleKeyShortcuts } from '../device/keyboard-shortcuts-setting.ts';
import { auth, failingOnce } from '../stories/remotes.tsx';
import { inShell, ShellStage, worldOf } from '../stories/shell-stage.tsx';

interface Args {
	address: string;
}

const meta: Meta<Args> = {
	title: 'Shell/Settings',
	args: { address: '/settings' },
	parameters: { layout: 'fullscreen' },
	render: ({ address }, { loaded }) => <ShellStage world={worldOf(loaded)} address={address} />,
	...inShell(),
};
export default meta;
type Story = StoryObj<Args>;

const ready = async (canvasElement: HTMLElement) => {
	const canvas = within(canvasElement);
	await canvas.findByRole('textbox', { name: 'First name' }, { timeout: 10_000 });
	return canvas;
};
const rename = async (canvasElement: HTMLElement, name: string) => {
	const canvas = await ready(canvasElement);
	const field = canvas.getByRole('textbox', { name: 'First name' });
	await userEvent.clear(field);
	if (name !== '') await userEvent.type(field, name);
	await userEvent.click(canvas.getByRole('button', { name: 'Save changes' }));
	return canvas;
};

export const Page: Story = {
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await canvas.findByText(/lets them change their password/);
		await expect(canvas.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
			'Profile',
			'Appearance',
			'Push messages',
			'Keyboard',
			'Developer',
			'Password',
		]);
		await expect(canvas.getByRole('button', { name: 'Save changes' })).toBeDisabled();
	},
};

export const OnPhone: Story = { ...Page, globals: { viewport: { value: 'mobile1' } } };

/** The new name is in the frame as well. */
export const NameSaved: Story = {
	play: async ({ canvasElement, loaded }) => {
		const canvas = await rename(canvasElement, 'Augusta');
		await canvas.findByText('Saved');
		await canvas.findByRole('button', { name: 'Account of Augusta Lovelace' });
		await expect(worldOf(loaded).backend.users[0]?.firstName).toBe('Augusta');
	},
};

export const NameMissing: Story = {
	play: async ({ canvasElement, loaded }) => {
		const canvas = await rename(canvasElement, '');
		await canvas.findByText('Enter a name.');
		await expect(canvas.getByRole('textbox', { name: 'First name' })).toHaveFocus();
		await expect(worldOf(loaded).backend.requests.some(({ method }) => method === 'PATCH')).toBe(false);
	},
};

export const NameRefused: Story = {
	play: async ({ canvasElement, loaded }) => {
		await ready(canvasElement);
		worldOf(loaded).backend.failNext('PATCH /users/:id', new FakeFailure('INTERNAL_ERROR'));
		const canvas = await rename(canvasElement, 'Augusta');
		await canvas.findByText('Your name was not saved');
		await expect(canvas.getByRole('textbox', { name: 'First name' })).toHaveValue('Augusta');
	},
};

/** What went wrong is said in the language of the page, and not in the server's. */
export const NameRefusedInGerman: Story = {
	globals: { language: 'de' },
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		const field = await canvas.findByRole('textbox', { name: 'Vorname' }, { timeout: 10_000 });
		worldOf(loaded).backend.failNext('PATCH /users/:id', new FakeFailure('INTERNAL_ERROR'));
		await userEvent.clear(field);
		await userEvent.type(field, 'Augusta');
		await userEvent.click(canvas.getByRole('button', { name: 'Änderungen speichern' }));
		await canvas.findByText('Ihr Name wurde nicht gespeichert');
		await expect(canvas.getByRole('alert')).toHaveTextContent('Auf unserer Seite ist etwas schiefgegangen.');
	},
};

/** Somebody else was faster: both names are shown, and one is chosen. */
export const NameChangedElsewhere: Story = {
	play: async ({ canvasElement, loaded }) => {
		const canvas = await ready(canvasElement);
		const { backend, platform } = worldOf(loaded);
		const id = platform.session.store.getState().user?.id ?? '';
		// So that it cannot be heard of by the connection.
		platform.realtime.disconnect();
		backend.changeUser(id, { firstName: 'Grace' });
		await rename(canvasElement, 'Augusta');
		await canvas.findByText(/It is Grace Lovelace there now/);
		await userEvent.click(canvas.getByRole('button', { name: 'Keep mine' }));
		await canvas.findByText('Saved');
		await expect(backend.users.find((user) => user.id === id)?.firstName).toBe('Augusta');
	},
};

const picture = (type = 'image/png', name = 'ada.png') => {
	// The smallest picture there is: a browser has to be able to show it.
	const bytes = Uint8Array.from(
		atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
		(character) => character.charCodeAt(0),
	);
	return new File([bytes], name, { type });
};
const choosePicture = async (canvasElement: HTMLElement, file: File) => {
	const canvas = await ready(canvasElement);
	const field = canvasElement.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
	await userEvent.upload(field, file, { applyAccept: false });
	return canvas;
};

export const PictureChosen: Story = {
	play: async ({ canvasElement, loaded }) => {
		const canvas = await choosePicture(canvasElement, picture());
		await canvas.findByRole('button', { name: 'Remove' });
		await expect(worldOf(loaded).backend.users[0]?.avatarUrl).toMatch(/^\/api\/users\//);
		await userEvent.click(canvas.getByRole('button', { name: 'Remove' }));
		await waitFor(() => expect(canvas.queryByRole('button', { name: 'Remove' })).toBeNull());
	},
};

export const PictureOfWrongType: Story = {
	play: async ({ canvasElement, loaded }) => {
		const canvas = await choosePicture(canvasElement, picture('application/pdf', 'ada.pdf'));
		await canvas.findByText('Choose a JPEG, PNG, GIF or WebP.');
		await expect(worldOf(loaded).backend.requests.some(({ method }) => method === 'PUT')).toBe(false);
	},
};

export const Appearance: Story = {
	// The scheme of the toolbar is held; here a person chooses.
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
		const canvas = await ready(canvasElement);
		const other = globals.theme === 'dark' ? 'Light' : 'Dark';
		await userEvent.click(canvas.getByRole('radio', { name: other }));
		await expect(localStorage.getItem(colorSchemeKey)).toBe(other.toLowerCase());
		await userEvent.click(canvas.getByRole('switch', { name: 'Small navigation' }));
		await expect(canvas.getByRole('navigation', { name: 'Main' }).offsetWidth).toBe(56);
	},
};

/** The whole page, the frame with it; and back. */
export const InGerman: Story = {
	beforeEach: () => () => localStorage.removeItem('flotilla.language'),
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Language' }), 'de');
		await canvas.findByRole('heading', { level: 1, name: 'Einstellungen' });
		await expect(canvas.getByRole('link', { name: 'Personen' })).toBeVisible();
		await expect(canvas.getByRole('heading', { level: 2, name: 'Passwort' })).toBeVisible();
		await expect(document.documentElement.lang).toBe('de');
	},
};

/** Without a service worker there is nothing to be told by, and the page says why. */
export const PushNotPossible: Story = {
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		const control = canvas.getByRole('switch', { name: 'Push messages on this device' });
		await expect(control).toBeDisabled();
		await expect(control).toHaveAccessibleDescription(/cannot receive them here/);
	},
};

export const Keyboard: Story = {
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await userEvent.click(canvas.getByRole('switch', { name: 'Shortcuts with single keys' }));
		await expect(singleKeyShortcuts.get()).toBe(false);
		await userEvent.click(canvas.getByRole('switch', { name: 'Shortcuts with single keys' }));
		await expect(localStorage.getItem('flotilla.shortcuts')).toBeNull();
	},
};

/** An address may name a section, also one that a remote adds. */
export const DeepLink: Story = {
	args: { address: '/settings#password' },
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await waitFor(() => expect(canvas.getByRole('heading', { level: 2, name: 'Password' })).toHaveFocus());
	},
};

/** An address that is no proper one costs nothing: there is no such section, and the page is there. */
export const BrokenLink: Story = {
	args: { address: '/settings#%' },
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await expect(canvas.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
	},
};

/** A remote that is lost costs its own section. */
export const SectionFailing: Story = {
	...inShell({ remotes: () => [failingOnce(auth)] }),
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await canvas.findByText('Sign in is not available');
		await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
		await canvas.findByText(/lets them change their password/);
	},
};
