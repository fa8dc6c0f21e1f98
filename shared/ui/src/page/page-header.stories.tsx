import type { Meta, StoryObj } from '@storybook/react-vite';
import { Anchor, Button, Icon, PageHeader } from '../index.ts';

const meta = { component: PageHeader, title: 'UI/Page/PageHeader' } satisfies Meta<typeof PageHeader>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
	args: {
		title: 'Users',
		description: 'Everybody who can sign in, and what they may do.',
		actions: <Button leftSection={<Icon name="plus" />}>Invite a user</Button>,
	},
};

export const WithBreadcrumbs: Story = {
	args: {
		title: 'Ada Lovelace',
		breadcrumbs: [
			<Anchor key="users" href="#users">
				Users
			</Anchor>,
			<Anchor key="admins" href="#admins">
				Administrators
			</Anchor>,
		],
		actions: (
			<>
				<Button variant="default">Deactivate</Button>
				<Button leftSection={<Icon name="edit" />}>Edit</Button>
			</>
		),
	},
};

export const LongText: Story = {
	args: {
		...WithBreadcrumbs.args,
		title: 'Quarterly-report-of-the-department-of-administrative-affairs-and-logistics-final-version-3.pdf',
		description:
			'A description that is much longer than one line of the page, so that one can see where it wraps, how far it runs, and that the buttons beside it keep their place until there is none left for them.',
	},
};
