import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Group, PersonAvatar } from '../index.ts';

const meta = {
	component: PersonAvatar,
	title: 'UI/Person/PersonAvatar',
	args: { firstName: 'Ada', lastName: 'Lovelace', label: 'Ada Lovelace' },
} satisfies Meta<typeof PersonAvatar>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Initials: Story = {
	play: async ({ canvas }) => {
		await expect(canvas.getByRole('img', { name: 'Ada Lovelace' })).toHaveTextContent('AL');
	},
};

/** A drawing stands for the picture here. */
const picture = `data:image/svg+xml,${encodeURIComponent(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#c9cefb"/><circle cx="32" cy="26" r="11" fill="#5059d1"/><path d="M10 64a22 22 0 0 1 44 0" fill="#5059d1"/></svg>',
)}`;

export const Picture: Story = { args: { src: picture, size: 40 } };

/** Initials stand for a picture that cannot be had. */
export const PictureThatFails: Story = {
	args: { src: 'data:image/png;base64,AA', size: 40 },
	play: async ({ canvas }) => {
		await expect(await canvas.findByText('AL')).toBeVisible();
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
			<PersonAvatar firstName="Ada" lastName="Lovelace" src={picture} size={56} />
		</Group>
	),
};
