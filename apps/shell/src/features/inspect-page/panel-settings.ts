import { createDeviceSetting } from '../../device/device-setting.ts';
import { defaultMaximumEvents } from './bus-log.ts';

export const docks = ['bottom', 'side'] as const;
export type Dock = (typeof docks)[number];

/** Where the panel stands on wide screens: below the page, or at the end of its lines. */
export const panelDock = createDeviceSetting<Dock>({
	key: 'flotilla.inspector-dock',
	fallback: 'bottom',
	read: (text) => docks.find((dock) => dock === text),
	write: (dock) => dock,
});

export const tabNames = ['composition', 'shared', 'times', 'bus', 'cache', 'socket', 'overrides', 'faults'] as const;
export type TabName = (typeof tabNames)[number];

/** The part of it that was looked at last. */
export const panelTab = createDeviceSetting<TabName>({
	key: 'flotilla.inspector-tab',
	fallback: 'composition',
	read: (text) => tabNames.find((name) => name === text),
	write: (name) => name,
});

/** Pixels; it is never larger than the most of the screen. */
export const panelSizes = { smallest: 200, largest: 1_200, step: 24 } as const;

const createSizeSetting = (key: string, fallback: number) =>
	createDeviceSetting<number>({
		key,
		fallback,
		read: (text) => (/^\d{3,4}$/.test(text) ? boundSize(Number(text)) : undefined),
		write: String,
	});

export const boundSize = (pixels: number): number =>
	Math.round(Math.min(panelSizes.largest, Math.max(panelSizes.smallest, pixels)));

/** Pixels, by where it stands. */
export const panelSize: Record<Dock, ReturnType<typeof createSizeSetting>> = {
	bottom: createSizeSetting('flotilla.inspector-height', 320),
	side: createSizeSetting('flotilla.inspector-width', 440),
};

export const eventCounts = [100, defaultMaximumEvents, 500, 1_000] as const;

/** How many events of the bus are kept. */
export const keptEvents = createDeviceSetting<number>({
	key: 'flotilla.inspector-events',
	fallback: defaultMaximumEvents,
	read: (text) => eventCounts.find((count) => String(count) === text),
	write: String,
});
