import { createStoryWorld, StoryPage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { Route, Routes } from 'react-router';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { buildCsvFile } from '../../stories/csv-file.ts';
import { buildPeople } from '../../stories/people.ts';
import { ImportUsers } from './import-users.view.tsx';

const meta: Meta = {
	title: 'Users/Import',
	render: (_args, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address="/users/import">
			<Routes>
				<Route path="/users/import" element={<ImportUsers bus={(loaded.world as StoryWorld).platform.bus} />} />
				<Route path="*" element={<h1>Elsewhere</h1>} />
			</Routes>
		</StoryPage>
	),
};
export default meta;
type Story = StoryObj;

const inWorld = (options: StoryWorldOptions = {}): Pick<Story, 'loaders'> => ({
	loaders: [async () => ({ world: await createStoryWorld({ users: buildPeople(4), ...options }) })],
});
const choose = async (canvasElement: HTMLElement, file: File) => {
	const canvas = within(canvasElement);
	await userEvent.upload(await canvas.findByLabelText('Choose a CSV file or drop it here'), file, {
		applyAccept: false,
	});
	return canvas;
};
/** A number of the summary, by its name. */
const figure = (canvas: ReturnType<typeof within>, name: string) =>
	canvas.getByText(name, { selector: 'dt' }).nextElementSibling;

export const Empty: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('button', { name: 'Download a template' });
	},
};

export const NotCsv: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = await choose(canvasElement, new File(['x'], 'people.xlsx', { type: 'application/zip' }));
		await canvas.findByText(/“people.xlsx” is not a CSV file/);
	},
};

/** Five thousand people, 37 of whom cannot be imported: nothing is changed before somebody says so. */
export const Checked: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = await choose(canvasElement, buildCsvFile({ rows: 5000, bad: 37, columns: ['team'] }));
		await canvas.findByText('37 rows cannot be imported');
		await expect(figure(canvas, 'New people')).toHaveTextContent('4,963');
		await expect(figure(canvas, 'Rows with errors')).toHaveTextContent('37');
		await canvas.findByText('One column is not read: team.');
		await expect(canvas.getByRole('button', { name: 'Import 4,963 people' })).toBeEnabled();
		await expect(backend.users).toHaveLength(4);
		await expect(canvas.getByRole('heading', { name: 'What will happen' })).toHaveFocus();
	},
};

export const Imported: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = await choose(canvasElement, buildCsvFile({ rows: 200, bad: 5 }));
		await userEvent.click(await canvas.findByRole('button', { name: 'Import 195 people' }));
		await canvas.findByText('195 people were imported');
		await expect(backend.users).toHaveLength(199);
		await expect(canvas.getByRole('link', { name: 'Show the list' })).toHaveAttribute('href', '/users');
		await userEvent.click(canvas.getByRole('button', { name: 'Download these rows' }));
	},
};

/** Errors are found by their kind and by what stands in the file. */
export const ErrorsFiltered: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = await choose(canvasElement, buildCsvFile({ rows: 200, bad: 40 }));
		const table = within(await canvas.findByRole('table', { name: 'Errors' }));
		await expect(table.getAllByRole('row')).toHaveLength(1 + 10);
		await canvas.findByText('10 of 40');
		await userEvent.click(canvas.getByRole('button', { name: 'Show 10 more' }));
		await expect(table.getAllByRole('row')).toHaveLength(1 + 20);
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Problem' }), 'DUPLICATE_ROW');
		await canvas.findByText('8 of 8');
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Problem' }), '');
		await userEvent.type(canvas.getByRole('searchbox', { name: 'Search errors' }), 'cmd');
		await canvas.findByText('8 of 8');
		await userEvent.type(canvas.getByRole('searchbox', { name: 'Search errors' }), ' nobody');
		await canvas.findByText('No error fits');
	},
};

/** A file that was moved since it was chosen can be read no more: one is told, and what was found wrong stays. */
export const FileMoved: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const file = buildCsvFile({ rows: 20, bad: 3 });
		const canvas = await choose(canvasElement, file);
		await canvas.findByText('3 rows cannot be imported');
		file.text = () => Promise.reject(new DOMException('The file is gone.', 'NotReadableError'));
		await userEvent.click(canvas.getByRole('button', { name: 'Download these rows' }));
		await expect(await canvas.findByRole('alert')).toHaveTextContent(/^This device cannot read the file any more/);
		await expect(canvas.getByRole('table', { name: 'Errors' })).toBeVisible();
	},
};

/** With all or nothing one error is enough to import nobody, and one learns it before. */
export const AllOrNothing: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = await choose(canvasElement, buildCsvFile({ rows: 20, bad: 1 }));
		await userEvent.selectOptions(await canvas.findByRole('combobox', { name: 'Rows with errors' }), 'all-or-nothing');
		await canvas.findByText(/^1 row has errors, so nothing would be imported/);
		await expect(canvas.getByRole('button', { name: 'Import 19 people' })).toBeDisabled();
	},
};

/** What is to happen with those who are there is asked again of the server. */
export const WhoIsThereAlready: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const [first] = (loaded.world as StoryWorld).backend.users;
		const csv = `email,firstName,lastName\n${first?.email},Renamed,Person\nnew@flotilla.test,New,Person\n`;
		const canvas = await choose(canvasElement, new File([csv], 'people.csv', { type: 'text/csv' }));
		await canvas.findByText('1 row cannot be imported');
		const existing = () => canvas.getByRole('combobox', { name: 'Who has an account already' });
		await userEvent.selectOptions(existing(), 'update');
		await canvas.findByRole('button', { name: 'Import 2 people' });
		await expect(figure(canvas, 'Changed')).toHaveTextContent('1');
		await expect(existing()).toHaveFocus();
		await userEvent.selectOptions(existing(), 'skip');
		await canvas.findByRole('button', { name: 'Import 1 person' });
		await expect(figure(canvas, 'Left as they are')).toHaveTextContent('1');
	},
};

export const Checking: Story = {
	...inWorld({ answers: { 'POST /users/import': 'hangs' } }),
	play: async ({ canvasElement }) => {
		const canvas = await choose(canvasElement, buildCsvFile());
		await canvas.findByRole('progressbar', { name: 'Checking the file' });
		await userEvent.click(canvas.getByRole('button', { name: 'Cancel' }));
		await canvas.findByLabelText('Choose a CSV file or drop it here');
		await choose(canvasElement, buildCsvFile());
		await canvas.findByRole('progressbar', { name: 'Checking the file' });
	},
};

const startHanging = async (canvasElement: HTMLElement, world: StoryWorld) => {
	const canvas = await choose(canvasElement, buildCsvFile({ rows: 200 }));
	const button = await canvas.findByRole('button', { name: 'Import 200 people' });
	const release = world.backend.holdAnswers('POST /users/import');
	await userEvent.click(button);
	await canvas.findByRole('progressbar', { name: 'Importing' });
	return { canvas, release };
};

/** The server tells of new people while it works. */
export const Importing: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { canvas } = await startHanging(canvasElement, loaded.world as StoryWorld);
		await canvas.findByText(/200 of 200 new people so far|The server is reading/);
	},
};

export const Cancelled: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { canvas } = await startHanging(canvasElement, loaded.world as StoryWorld);
		await userEvent.click(canvas.getByRole('button', { name: 'Cancel the import' }));
		await canvas.findByText('The import was cancelled');
		await expect(canvas.getByRole('button', { name: 'Check the file again' })).toBeEnabled();
	},
};

/** Leaving would cancel it, so somebody is asked. */
export const LeavesWhileImporting: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { canvas, release } = await startHanging(canvasElement, loaded.world as StoryWorld);
		await userEvent.click(canvas.getByRole('link', { name: 'Users' }));
		await userEvent.click(await screen.findByRole('button', { name: 'Stay' }));
		release();
		await canvas.findByText('200 people were imported');
		await userEvent.click(canvas.getByRole('link', { name: 'Users' }));
		await canvas.findByRole('heading', { name: 'Elsewhere' });
	},
};

/** The first row names no columns. */
export const FileRefused: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = await choose(canvasElement, new File(['a;b;c\n1;2;3\n'], 'people.csv', { type: 'text/csv' }));
		await canvas.findByText('This file cannot be imported');
		await userEvent.click(canvas.getByRole('button', { name: 'Choose another file' }));
		await canvas.findByLabelText('Choose a CSV file or drop it here');
	},
};

export const BrokeOff: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = await choose(canvasElement, buildCsvFile());
		const button = await canvas.findByRole('button', { name: 'Import 20 people' });
		backend.failNext('POST /users/import', 'network');
		await userEvent.click(button);
		await canvas.findByText('The import broke off');
		await userEvent.click(canvas.getByRole('button', { name: 'Check the file again' }));
		await canvas.findByRole('button', { name: 'Import 20 people' });
	},
};

/** Said before somebody chooses, and what is chosen stays. */
export const Offline: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { platform, setOnline } = loaded.world as StoryWorld;
		setOnline(false);
		// As two calls in a row would.
		for (const _ of [1, 2]) platform.offline.network.report({ status: 0, code: 'NETWORK_ERROR' });
		await expect(await within(canvasElement).findByRole('status')).toHaveTextContent(
			'Without a network nothing can be checked or imported. The file you chose stays chosen.',
		);
	},
};

export const NoPermission: Story = {
	...inWorld({ as: 'viewer' }),
	play: async ({ canvasElement }) => {
		await waitFor(() => within(canvasElement).getByText('Importing people is not open to you'));
	},
};
