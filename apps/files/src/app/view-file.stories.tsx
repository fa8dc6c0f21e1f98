import type { StoredFile, User } from '@flotilla/contracts';
import { StoryPage } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { Route, Routes } from 'react-router';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { buildPdf } from '../stories/build-pdf.ts';
import { buildFileOf, buildFiles, pictureOf } from '../stories/stored-files.ts';
import { type FilesWorld, inFilesWorld } from '../stories/story-world.ts';
import { FilesPage } from './files-page.tsx';

interface Args {
	/** Of the file that is looked at. */
	id: string;
}

const ids = {
	picture: '00000000-0000-4000-8000-00000000f001',
	pdf: '00000000-0000-4000-8000-00000000f002',
	text: '00000000-0000-4000-8000-00000000f003',
	sound: '00000000-0000-4000-8000-00000000f004',
	film: '00000000-0000-4000-8000-00000000f005',
	other: '00000000-0000-4000-8000-00000000f006',
	damaged: '00000000-0000-4000-8000-00000000f007',
	nowhere: '00000000-0000-4000-8000-00000000f00f',
};

const meta: Meta<Args> = {
	title: 'Files/Viewer',
	render: ({ id }, { loaded }) => {
		const { world, queue } = loaded as FilesWorld;
		return (
			<StoryPage world={world} address={`/files/${id}?view=list`}>
				<Routes>
					<Route path="/files/*" element={<FilesPage queue={queue} />} />
				</Routes>
			</StoryPage>
		);
	},
};
export default meta;
type Story = StoryObj<Args>;

const dataOf = (type: string, text: string) => `data:${type};base64,${btoa(text)}`;
const lines = Array.from({ length: 200 }, (_, index) => `${index + 1}: the ships leave with the tide.`).join('\n');
/** A second of silence. */
const silence = () => {
	const samples = 8000;
	const bytes = new DataView(new ArrayBuffer(44 + samples));
	const write = (at: number, text: string) => {
		for (const [index, sign] of [...text].entries()) bytes.setUint8(at + index, sign.charCodeAt(0));
	};
	write(0, 'RIFF');
	bytes.setUint32(4, 36 + samples, true);
	write(8, 'WAVEfmt ');
	bytes.setUint32(16, 16, true);
	bytes.setUint16(20, 1, true);
	bytes.setUint16(22, 1, true);
	bytes.setUint32(24, 8000, true);
	bytes.setUint32(28, 8000, true);
	bytes.setUint16(32, 1, true);
	bytes.setUint16(34, 8, true);
	write(36, 'data');
	bytes.setUint32(40, samples, true);
	for (let at = 44; at < 44 + samples; at += 1) bytes.setUint8(at, 128);
	return dataOf('audio/wav', String.fromCharCode(...new Uint8Array(bytes.buffer)));
};

const album = (me: User): StoredFile[] => [
	buildFileOf(me, {
		id: ids.damaged,
		originalName: 'damaged.png',
		mimeType: 'image/png',
		previewUrl: 'data:image/png;base64,AA',
	}),
	buildFileOf(me, { id: ids.other, originalName: 'sources.zip', mimeType: 'application/zip', size: 12_582_912 }),
	buildFileOf(me, {
		id: ids.film,
		originalName: 'harbour.mp4',
		mimeType: 'video/mp4',
		previewUrl: 'data:video/mp4;base64,AA',
	}),
	buildFileOf(me, { id: ids.sound, originalName: 'silence.wav', mimeType: 'audio/wav', previewUrl: silence() }),
	buildFileOf(me, {
		id: ids.text,
		originalName: 'log.txt',
		mimeType: 'text/plain',
		size: 12_582_912,
		previewUrl: dataOf('text/plain', lines),
	}),
	buildFileOf(me, {
		id: ids.pdf,
		originalName: 'report.pdf',
		previewUrl: dataOf('application/pdf', buildPdf(['The first page', 'The second page', 'The last page'])),
	}),
	buildFileOf(me, {
		id: ids.picture,
		originalName: 'sunset.png',
		mimeType: 'image/png',
		size: 482_113,
		thumbnailStatus: 'ready',
		thumbnailUrl: pictureOf(0),
		previewUrl: pictureOf(0),
	}),
	...buildFiles(2, me),
];
const inAlbum = inFilesWorld({ as: 'member', files: album });
const dialog = async () => within(await screen.findByRole('dialog'));
/** The one of the story's own page is among them. */
const titles = () => [...document.head.querySelectorAll('title')].map(({ textContent }) => textContent);
const shownPicture = async () => {
	const picture = await (await dialog()).findByRole('img', { name: 'sunset.png' });
	await waitFor(() => expect(picture).toHaveAttribute('data-loaded'));
	return picture;
};

/** Plus and minus zoom, arrows move what is larger than its place; at its own size they lead on. */
export const Picture: Story = {
	args: { id: ids.picture },
	...inAlbum,
	play: async ({ canvasElement }) => {
		const picture = await shownPicture();
		await expect(picture.closest('section')).toHaveFocus();
		await userEvent.keyboard('++');
		await expect(picture.style.transform).toContain('scale(2.25)');
		await userEvent.keyboard('{ArrowLeft}');
		await expect(picture.style.transform).toContain('translate(64px');
		await userEvent.keyboard('0');
		await expect(picture.style.transform).toContain('scale(1)');
		await expect(canvasElement.querySelector('[data-testid="address"]')).toHaveTextContent(`/files/${ids.picture}`);
	},
};

/** Two fingers that part make it larger. */
export const Pinched: Story = {
	args: { id: ids.picture },
	...inAlbum,
	play: async () => {
		const picture = await shownPicture();
		const place = picture.closest('section');
		if (place === null) throw new Error('The picture has no place.');
		// There is nothing to be captured of fingers that a script makes up.
		place.setPointerCapture = () => {};
		const { left, top, width, height } = place.getBoundingClientRect();
		const finger = (type: string, pointerId: number, x: number) =>
			place.dispatchEvent(
				new PointerEvent(type, {
					...{ bubbles: true, pointerType: 'touch', pointerId, isPrimary: pointerId === 1 },
					...{ clientX: left + width / 2 + x, clientY: top + height / 2 },
				}),
			);
		finger('pointerdown', 1, -50);
		finger('pointerdown', 2, 50);
		// Both in one frame.
		finger('pointermove', 1, -75);
		finger('pointermove', 2, 75);
		await waitFor(() => expect(picture.style.transform).toContain('scale(1.5)'));
		finger('pointerup', 1, -75);
		finger('pointerup', 2, 75);
	},
};

/** Arrows lead to the neighbours in the list, Escape back to it, where the keyboard is on what was looked at last. */
export const ByKeyboard: Story = {
	args: { id: ids.picture },
	...inAlbum,
	play: async ({ canvasElement }) => {
		await shownPicture();
		await waitFor(() => expect(canvasElement.querySelectorAll('tr[data-file-id]')).toHaveLength(9));
		await userEvent.keyboard('{ArrowRight}');
		await (await dialog()).findByRole('heading', { name: 'report.pdf' });
		await expect(titles()).toContain('report.pdf · Flotilla');
		await expect(titles()).not.toContain('Files · Flotilla');
		await expect(canvasElement.querySelector('[data-testid="address"]')).toHaveTextContent(
			`/files/${ids.pdf}?view=list`,
		);
		await (await dialog()).findByRole('region', { name: 'Pages of report.pdf' });
		// What a browser makes of Escape; keys that a script presses close no dialog.
		screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
		await expect(canvasElement.querySelector(`[data-file-id="${ids.pdf}"]`)).toHaveFocus();
	},
};

/** Page by page, with text that can be selected. */
export const Pdf: Story = {
	args: { id: ids.pdf },
	...inAlbum,
	play: async () => {
		const viewer = await dialog();
		await viewer.findByText('Page 1 of 3');
		await viewer.findByText('The first page');
		await userEvent.click(viewer.getByRole('button', { name: 'Next page' }));
		await viewer.findByText('Page 2 of 3');
		await userEvent.click(viewer.getByRole('button', { name: 'Zoom in' }));
		await viewer.findByText('The second page');
	},
};

/** The first part of a long text, and that it is one. */
export const TextFile: Story = {
	args: { id: ids.text },
	...inAlbum,
	play: async () => {
		const viewer = await dialog();
		await viewer.findByText(/200: the ships leave with the tide/);
		await viewer.findByText('This is the first part of the file, 256 kB of 12 MB. Download it for the rest.');
	},
};

export const Sound: Story = {
	args: { id: ids.sound },
	...inAlbum,
	play: async () => {
		await (await dialog()).findByLabelText('silence.wav, sound');
	},
};

export const FilmThatCannotBePlayed: Story = {
	args: { id: ids.film },
	...inAlbum,
	play: async () => {
		await (await dialog()).findByText('This file cannot be shown here');
	},
};

export const Damaged: Story = {
	args: { id: ids.damaged },
	...inAlbum,
	play: async () => {
		await (await dialog()).findByText('This file cannot be shown here');
	},
};

export const Other: Story = {
	args: { id: ids.other },
	...inAlbum,
	play: async () => {
		const viewer = await dialog();
		await viewer.findByText('Files of this type are not shown here');
		await expect(viewer.getByRole('link', { name: 'Download' })).toHaveAttribute('download', 'sources.zip');
	},
};

/** Deleting shows the next one. */
export const DeleteFromHere: Story = {
	args: { id: ids.text },
	...inAlbum,
	play: async () => {
		const viewer = await dialog();
		await viewer.findByText('5 of 9');
		await userEvent.click(viewer.getByRole('button', { name: 'Delete log.txt' }));
		await viewer.findByRole('heading', { name: 'silence.wav' });
		await viewer.findByText('5 of 8');
	},
};

/** A link to a file that is gone. */
export const Gone: Story = {
	args: { id: ids.nowhere },
	...inAlbum,
	play: async ({ canvasElement }) => {
		const viewer = await dialog();
		await viewer.findByText('This file does not exist any more');
		await userEvent.click(viewer.getByRole('button', { name: 'Back to the files' }));
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
		await expect(canvasElement.querySelector('[data-testid="address"]')).toHaveTextContent('/files?view=list');
	},
};

/** Kept by an earlier visit: its addresses were not. */
export const KeptWithoutAddress: Story = {
	args: { id: ids.picture },
	...inFilesWorld({
		as: 'member',
		files: (me) => album(me).map(({ previewUrl: _, ...file }) => ({ ...file, url: '' })),
	}),
	play: async ({ loaded }) => {
		const { world } = loaded as FilesWorld;
		const viewer = await dialog();
		await viewer.findByRole('heading', { name: 'sunset.png' });
		await viewer.findByRole('status', { name: 'Loading the file' });
		const download = viewer.getByRole('link', { name: 'Download sunset.png' });
		await expect(download).toHaveAttribute('aria-disabled', 'true');
		await expect(download).not.toHaveAttribute('href');
		world.setOnline(false);
		const { api } = world.platform;
		await Promise.allSettled([api.users.list(), api.files.list()]);
		await viewer.findByText('The file is not on this device');
	},
};

/** Kept by an earlier visit, and not to be fetched: that is said, and can be tried again. */
export const KeptAndFailed: Story = {
	args: { id: ids.picture },
	...inFilesWorld({
		as: 'member',
		files: (me) => album(me).map(({ previewUrl: _, ...file }) => ({ ...file, url: '' })),
		answers: { 'GET /files/:id': 'INTERNAL_ERROR' },
	}),
	play: async () => {
		const viewer = await dialog();
		await viewer.findByRole('heading', { name: 'sunset.png' });
		await viewer.findByText('The file could not be loaded');
		await expect(viewer.getByRole('button', { name: 'Try again' })).toBeEnabled();
	},
};

/** Addresses are signed anew each hour: what is open stays where it was. */
export const AddressIsSignedAnew: Story = {
	args: { id: ids.sound },
	...inAlbum,
	play: async ({ loaded }) => {
		const { world } = loaded as FilesWorld;
		const sound = await (await dialog()).findByLabelText<HTMLAudioElement>('silence.wav, sound');
		const before = sound.src;
		const renamed = world.backend.files.find(({ id }) => id === ids.sound);
		if (renamed === undefined) throw new Error('The file is gone.');
		Object.assign(renamed, { previewUrl: `${before}#anew` });
		world.backend.renameFile(ids.sound, 'quiet.wav');
		await (await dialog()).findByLabelText('quiet.wav, sound');
		await expect(sound.src).toBe(before);
		// The old address runs out.
		sound.dispatchEvent(new Event('error'));
		await waitFor(() => expect(sound.src).toBe(`${before}#anew`));
	},
};

/** The old one may run out before there is a newer one, which then opens what could not be shown. */
export const AddressIsSignedAnewLate: Story = {
	args: { id: ids.sound },
	...inAlbum,
	play: async ({ loaded }) => {
		const { backend } = (loaded as FilesWorld).world;
		const viewer = await dialog();
		const sound = await viewer.findByLabelText<HTMLAudioElement>('silence.wav, sound');
		const before = sound.src;
		sound.dispatchEvent(new Event('error'));
		await viewer.findByText('This file cannot be shown here');
		const renamed = backend.files.find(({ id }) => id === ids.sound);
		if (renamed === undefined) throw new Error('The file is gone.');
		Object.assign(renamed, { previewUrl: `${before}#anew` });
		backend.renameFile(ids.sound, 'quiet.wav');
		await expect(await viewer.findByLabelText('quiet.wav, sound')).toHaveAttribute('src', `${before}#anew`);
	},
};

export const Failed: Story = {
	args: { id: ids.nowhere },
	...inFilesWorld({ as: 'member', files: album, answers: { 'GET /files/:id': 'INTERNAL_ERROR' } }),
	play: async () => {
		await (await dialog()).findByText('The file could not be loaded');
	},
};

export const Loading: Story = {
	args: { id: ids.nowhere },
	...inFilesWorld({ as: 'member', files: album, answers: { 'GET /files/:id': 'hangs' } }),
};

export const RightToLeft: Story = {
	args: { id: ids.picture },
	globals: { direction: 'rtl' },
	...inAlbum,
	play: async () => {
		await shownPicture();
	},
};
