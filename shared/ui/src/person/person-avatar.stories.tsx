import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Group, PersonAvatar } from '../index.ts';

const meta = {
	component: PersonAvatar,
	title: 'Person/PersonAvatar',
	args: { firstName: 'Ada', lastName: 'Lovelace', label: 'Ada Lovelace' },
} satisfies Meta<typeof PersonAvatar>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Initials: Story = {
	play: async ({ canvas }) => {
		await expect(canvas.getByRole('img', { name: 'Ada Lovelace' })).toHaveTextContent('AL');
	},
};

export const Sizes: Story = {
	render: () => (
		<Group>
			<PersonAvatar firstName="Grace" lastName="Hopper" size={20} />
			<PersonAvatar firstName="Łukasz" lastName="Żak" />
			<PersonAvatar firstName="édith" lastName="piaf" size={32} />
			<PersonAvatar firstName="Алан" lastName="Тьюринг" size={40} />
			<PersonAvatar firstName="美咲" lastName="佐藤" size={56} />
			<PersonAvatar firstName="Mononym" lastName="" size={32} />
		</Group>
	),
};
