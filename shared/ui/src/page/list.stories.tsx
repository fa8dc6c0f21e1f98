import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Group, List, PersonAvatar, Text } from '../index.ts';

const people = ['Ada Lovelace', 'Grace Hopper', 'Katherine Johnson'].map((name) => {
	const [firstName = '', lastName = ''] = name.split(' ');
	return (
		<List.Item key={name}>
			<Group gap="sm" wrap="nowrap">
				<PersonAvatar firstName={firstName} lastName={lastName} />
				<Text>{name}</Text>
			</Group>
		</List.Item>
	);
});

const meta = { component: List, title: 'UI/Page/List', args: { children: people } } satisfies Meta<typeof List>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
	play: async ({ canvas }) => {
		await expect(canvas.getAllByRole('listitem')).toHaveLength(3);
	},
};
export const Divided: Story = { args: { divided: true } };
export const Ordered: Story = { args: { ordered: true, gap: 'md' } };
export const LongText: Story = {
	args: {
		divided: true,
		children: <List.Item>{'donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(4)}</List.Item>,
	},
};
