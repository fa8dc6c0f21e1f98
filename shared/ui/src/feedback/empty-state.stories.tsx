import type { Meta, StoryObj } from '@storybook/react-vite';
import { Button, EmptyState, Icon } from '../index.ts';

const meta = { component: EmptyState, title: 'UI/Feedback/EmptyState' } satisfies Meta<typeof EmptyState>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
	args: {
		icon: <Icon name="files" size={20} />,
		title: 'No files yet',
		description: 'Files you upload are kept here, newest first.',
		action: <Button leftSection={<Icon name="upload" />}>Upload a file</Button>,
	},
};

export const TitleAlone: Story = { args: { title: 'Nobody matches «Anderssen»' } };

export const LongText: Story = {
	args: {
		icon: <Icon name="search" size={20} />,
		title: 'Nobody matches «Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft»',
		description:
			'Names and e-mail addresses are searched, also in their middle; accents and capitals do not matter. Try a shorter part of the name, or remove the filters of role and status.',
	},
};

/** All that a page shows: its title is what a screen reader looks for first. */
export const WholePage: Story = {
	args: { title: 'There is no such page', isPage: true },
	play: ({ canvasElement }) => {
		if (canvasElement.querySelector('h1')?.textContent !== 'There is no such page')
			throw new Error('It has no heading.');
	},
};
