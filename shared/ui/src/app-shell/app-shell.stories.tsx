import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect } from 'storybook/test';
import { ActionIcon, AppShell, Badge, Icon, NavLink, PageHeader, PersonAvatar, Text } from '../index.ts';

const meta = {
	component: AppShell,
	title: 'UI/Page/AppShell',
	parameters: { layout: 'fullscreen' },
	args: { children: null },
	render: function Render() {
		const [opened, setOpened] = useState(false);
		return (
			<AppShell navbar={{ collapsed: { mobile: !opened } }}>
				<AppShell.Header>
					<ActionIcon hiddenFrom="sm" aria-label="Menu" aria-expanded={opened} onClick={() => setOpened(!opened)}>
						<Icon name={opened ? 'close' : 'menu'} />
					</ActionIcon>
					<Text fw={600} style={{ flex: 1 }}>
						Flotilla
					</Text>
					<PersonAvatar firstName="Ada" lastName="Lovelace" label="Ada Lovelace" />
				</AppShell.Header>
				<AppShell.Navbar>
					<NavLink href="#dashboard" label="Dashboard" leftSection={<Icon name="dashboard" />} />
					<NavLink
						href="#users"
						label="Users"
						leftSection={<Icon name="users" />}
						rightSection={<Badge size="sm">12</Badge>}
						active
					/>
					<NavLink href="#files" label="Files" leftSection={<Icon name="files" />} />
				</AppShell.Navbar>
				<AppShell.Main>
					<PageHeader title="Users" description="Everybody who can sign in." />
				</AppShell.Main>
			</AppShell>
		);
	},
} satisfies Meta<typeof AppShell>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
	play: async ({ canvas }) => {
		await expect(canvas.getByText('Users', { selector: 'nav *' }).closest('a')).toHaveAttribute('aria-current', 'page');
	},
};

export const SkipLink: Story = {
	play: async ({ canvas, userEvent }) => {
		await userEvent.tab();
		await expect(canvas.getByText('Skip to content')).toHaveFocus();
		await userEvent.keyboard('{Enter}');
		await expect(canvas.getByRole('main')).toHaveFocus();
	},
};
