import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, screen, waitFor } from 'storybook/test';
import { ActionIcon, Button, Icon, Menu, Shortcut } from '../index.ts';

const signOut = fn();

const meta = {
	component: Menu,
	title: 'UI/Overlay/Menu',
	args: {
		children: (
			<>
				<Menu.Target>
					<Button variant="default" rightSection={<Icon name="chevron-down" />}>
						Ada Lovelace
					</Button>
				</Menu.Target>
				<Menu.Dropdown aria-label="Account">
					<Menu.Label>ada@example.com</Menu.Label>
					<Menu.Item leftSection={<Icon name="user" />}>Profile</Menu.Item>
					<Menu.Item leftSection={<Icon name="settings" />} rightSection={<Shortcut keys={['mod', ',']} apple />}>
						Settings
					</Menu.Item>
					<Menu.Item disabled>Billing</Menu.Item>
					<Menu.Divider />
					<Menu.Item color="red" leftSection={<Icon name="log-out" />} onClick={signOut}>
						Sign out
					</Menu.Item>
				</Menu.Dropdown>
			</>
		),
	},
	decorators: [
		(Story) => (
			<div style={{ minHeight: 280, display: 'flex', alignItems: 'flex-start', justifyContent: 'center' }}>
				<Story />
			</div>
		),
	],
	beforeEach: () => {
		signOut.mockClear();
	},
} satisfies Meta<typeof Menu>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Opened: Story = {
	play: async ({ canvas, userEvent }) => {
		const target = canvas.getByRole('button', { name: 'Ada Lovelace' });
		await userEvent.click(target);
		await waitFor(() => expect(screen.getByRole('menuitem', { name: 'Profile' })).toHaveFocus());
		await expect(target).toHaveAttribute('aria-expanded', 'true');
		const menu = screen.getByRole('menu').getBoundingClientRect();
		const button = target.getBoundingClientRect();
		await expect(Math.round(menu.top)).toBeGreaterThanOrEqual(Math.round(button.bottom));
	},
};

/** Arrows go round and skip what is disabled, letters jump, Enter chooses, and the focus returns. */
export const Keyboard: Story = {
	play: async ({ canvas, userEvent }) => {
		const target = canvas.getByRole('button', { name: 'Ada Lovelace' });
		target.focus();
		await userEvent.keyboard('{ArrowDown}');
		await expect(screen.getByRole('menuitem', { name: 'Profile' })).toHaveFocus();
		await userEvent.keyboard('{ArrowDown}{ArrowDown}');
		await expect(screen.getByRole('menuitem', { name: 'Sign out' })).toHaveFocus();
		await userEvent.keyboard('{ArrowDown}');
		await expect(screen.getByRole('menuitem', { name: 'Profile' })).toHaveFocus();
		await userEvent.keyboard('s');
		await expect(screen.getByRole('menuitem', { name: /Settings/ })).toHaveFocus();
		await userEvent.keyboard('{End}{Enter}');
		await expect(signOut).toHaveBeenCalledOnce();
		await expect(screen.queryByRole('menu')).toBeNull();
		await expect(target).toHaveFocus();
		await waitFor(() => expect(target).toHaveAttribute('aria-expanded', 'false'));
	},
};

export const AtTheEnd: Story = {
	args: {
		position: 'bottom-end',
		children: (
			<>
				<Menu.Target>
					<ActionIcon aria-label="More">
						<Icon name="more" />
					</ActionIcon>
				</Menu.Target>
				<Menu.Dropdown aria-label="More">
					<Menu.Item component="a" href="#download" leftSection={<Icon name="download" />}>
						Download Quarterly-report-of-the-department-of-administrative-affairs.pdf
					</Menu.Item>
					<Menu.Item color="red" leftSection={<Icon name="trash" />}>
						Delete
					</Menu.Item>
				</Menu.Dropdown>
			</>
		),
	},
	play: async ({ canvas, userEvent }) => {
		await userEvent.click(canvas.getByRole('button', { name: 'More' }));
		await waitFor(() => expect(screen.getByRole('menuitem', { name: /Download/ })).toHaveFocus());
	},
};
