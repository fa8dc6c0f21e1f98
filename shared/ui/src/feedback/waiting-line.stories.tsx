import { Paper, Text } from '@mantine/core';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { AppShell } from '../index.ts';
import { WaitingLine } from './waiting-line.tsx';

const meta: Meta<typeof WaitingLine> = {
	title: 'UI/Feedback/WaitingLine',
	component: WaitingLine,
};
export default meta;
type Story = StoryObj<typeof WaitingLine>;

const stays = 'What is here stays until the newer is.';

export const Default: Story = {
	render: (args) => (
		<Paper withBorder aria-busy="true">
			<WaitingLine {...args} />
			<Text p="md">{stays}</Text>
		</Paper>
	),
};

/** Where the page scrolls, what stays at its top stays below the header. */
export const OfThePage: Story = {
	args: { scroll: 'page' },
	parameters: { layout: 'fullscreen' },
	render: (args) => (
		<AppShell>
			<AppShell.Header>Flotilla</AppShell.Header>
			<AppShell.Main>
				<Paper withBorder aria-busy="true" data-testid="older">
					<WaitingLine {...args} />
					<Text p="md" h="200vh">
						{stays}
					</Text>
				</Paper>
			</AppShell.Main>
		</AppShell>
	),
	play: async ({ canvas }) => {
		const older = canvas.getByTestId('older');
		window.scrollTo(0, 300);
		await waitFor(() => expect(older.getBoundingClientRect().top).toBeLessThan(0));
		const header = canvas.getByRole('banner').getBoundingClientRect();
		await expect(older.firstElementChild?.getBoundingClientRect().top).toBe(header.bottom);
	},
};
