import sharp from 'sharp';
import { createPdf } from './demo-pdf.ts';

export interface DemoFile {
	/** The account or, by number, the other person it belongs to. */
	owner: 'admin' | 'member' | number;
	name: string;
	mimeType: string;
	create(): Promise<Buffer>;
}

interface Scene {
	sky: readonly [string, string];
	sea: readonly [string, string];
	sun: string;
}

const drawHarbour = ({ sky, sea, sun }: Scene, width: number, height: number) => {
	const horizon = height * 0.58;
	const boat = (x: number, y: number, size: number) => `
		<path d="M ${x} ${y} h ${size} l ${-size * 0.18} ${size * 0.2} h ${-size * 0.64} z" fill="#1d2733"/>
		<path d="M ${x + size * 0.48} ${y - size * 0.05} v ${-size * 0.8} l ${size * 0.4} ${size * 0.8} z" fill="#f6f1e7"/>
		<path d="M ${x + size * 0.43} ${y - size * 0.05} v ${-size * 0.65} l ${-size * 0.3} ${size * 0.65} z" fill="#e4d9c4"/>`;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
		<defs>
			<linearGradient id="sky" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient>
			<linearGradient id="sea" x2="0" y2="1"><stop stop-color="${sea[0]}"/><stop offset="1" stop-color="${sea[1]}"/></linearGradient>
		</defs>
		<rect width="100%" height="100%" fill="url(#sky)"/>
		<circle cx="${width * 0.72}" cy="${height * 0.3}" r="${height * 0.09}" fill="${sun}"/>
		<rect y="${horizon}" width="100%" height="100%" fill="url(#sea)"/>
		${boat(width * 0.12, height * 0.7, width * 0.14)}
		${boat(width * 0.4, height * 0.64, width * 0.09)}
		${boat(width * 0.56, height * 0.82, width * 0.24)}
	</svg>`;
};

const scenes = {
	morning: { sky: ['#8fb8de', '#f7d9c4'], sea: ['#4d7ea8', '#1f3f5b'], sun: '#fff3d6' },
	evening: { sky: ['#3b2c63', '#f08a5d'], sea: ['#6a4c78', '#221a3a'], sun: '#ffd27d' },
	storm: { sky: ['#4a5560', '#9aa5ad'], sea: ['#3c4a52', '#161d22'], sun: '#c9d0d4' },
	noon: { sky: ['#3d9be0', '#cfeaf8'], sea: ['#1d8aa8', '#0b4a63'], sun: '#fffbe6' },
} as const satisfies Record<string, Scene>;

const image = (scene: Scene, width: number, height: number) => sharp(Buffer.from(drawHarbour(scene, width, height)));
const text = (...lines: string[]) => Buffer.from(`${lines.join('\n')}\n`);

export const demoFiles: readonly DemoFile[] = [
	{
		owner: 'admin',
		name: 'Harbour at sunrise.jpg',
		mimeType: 'image/jpeg',
		create: () => image(scenes.morning, 1600, 1000).jpeg({ quality: 82 }).toBuffer(),
	},
	{
		owner: 'admin',
		name: 'Quarterly report.pdf',
		mimeType: 'application/pdf',
		create: async () => createPdf(['Quarterly report', 'Boats at sea: 42', 'Boats in the dock: 7', 'Boats lost: none']),
	},
	{
		owner: 'admin',
		name: 'Crew list.txt',
		mimeType: 'text/plain',
		create: async () => text('Crew list', '', 'Ada Lindqvist, harbour master', 'Milo Okafor, deckhand'),
	},
	{
		owner: 'admin',
		name: 'Evening fleet.png',
		mimeType: 'image/png',
		create: () => image(scenes.evening, 1280, 800).png({ palette: true }).toBuffer(),
	},
	{
		owner: 'member',
		name: 'Ma première traversée.jpg',
		mimeType: 'image/jpeg',
		create: () => image(scenes.noon, 1200, 900).jpeg({ quality: 80 }).toBuffer(),
	},
	{
		owner: 'member',
		name: 'Packing list.txt',
		mimeType: 'text/plain',
		create: async () => text('Packing list', '', '- oilskins', '- rope, 20 m', '- tea', '- Zwieback, süß'),
	},
	{
		owner: 'member',
		name: 'Boarding pass.pdf',
		mimeType: 'application/pdf',
		create: async () => createPdf(['Boarding pass', 'Ferry to the outer islands', 'Deck B, seat 14']),
	},
	{
		owner: 'member',
		name: 'Sails.webp',
		mimeType: 'image/webp',
		create: () => image(scenes.evening, 900, 1200).webp({ quality: 80 }).toBuffer(),
	},
	{
		owner: 1,
		name: 'Storm warning.png',
		mimeType: 'image/png',
		create: () => image(scenes.storm, 1000, 640).png({ palette: true }).toBuffer(),
	},
	{
		owner: 2,
		name: 'Tide table.txt',
		mimeType: 'text/plain',
		create: async () => text('Tide table', '', 'Mon  04:12  16:38', 'Tue  04:58  17:21', 'Wed  05:41  18:02'),
	},
	{
		owner: 3,
		name: 'Blue bay.jpg',
		mimeType: 'image/jpeg',
		create: () => image(scenes.noon, 2000, 1125).jpeg({ quality: 78 }).toBuffer(),
	},
	{
		owner: 4,
		name: 'Insurance.pdf',
		mimeType: 'application/pdf',
		create: async () => createPdf(['Insurance certificate', 'Hull and rigging', 'Valid until 2027-06-30']),
	},
];
