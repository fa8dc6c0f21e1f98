import { Paper, Text } from '@mantine/core';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { WaitingLine } from './waiting-line.tsx';

const meta: Meta<typeof WaitingLine> = {
	title: 'UI/Feedback/WaitingLine',
	component: WaitingLine,
	decorators: [
		(Story) => (
			<Paper withBorder aria-busy="true">
				<Story />
				<Text p="md">What is here stays until the newer is.</Text>
			</Paper>
		),
	],
};
export default meta;

export const Default: StoryObj<typeof WaitingLine> = {};
