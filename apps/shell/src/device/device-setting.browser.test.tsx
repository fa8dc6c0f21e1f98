import { afterEach, expect, it, onTestFinished } from 'vitest';
import { createDeviceSetting, createDeviceSwitch } from './device-setting.ts';

const key = 'flotilla.test-setting';
afterEach(() => localStorage.removeItem(key));

const listOf = (storage?: () => Storage) =>
	createDeviceSetting<readonly string[]>({
		key,
		fallback: [],
		read: (text) => text.split(','),
		write: (value) => value.join(','),
		...(storage && { storage }),
	});

it('is what was chosen, on the next visit as well', () => {
	createDeviceSwitch(key, true).set(false);
	expect(localStorage.getItem(key)).toBe('off');
	expect(createDeviceSwitch(key, true).get()).toBe(false);
});

it('leaves nothing in storage while it is what it is without a choice', () => {
	const setting = createDeviceSwitch(key, true);
	setting.set(false);
	setting.set(true);
	expect(localStorage.getItem(key)).toBeNull();
});

it('goes by its fallback where storage holds something else', () => {
	localStorage.setItem(key, 'maybe');
	expect(createDeviceSwitch(key, true).get()).toBe(true);
});

it('is one value for one text, so that nobody renders again for nothing', () => {
	const setting = listOf();
	setting.set(['a', 'b']);
	expect(setting.get()).toBe(setting.get());
	localStorage.setItem(key, 'c');
	expect(setting.get()).toEqual(['c']);
});

/** A browser is asked to listen in a task of its own. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

it('tells of a choice here and in another tab, until nobody listens', async () => {
	const setting = createDeviceSwitch(key, false);
	let told = 0;
	const stop = setting.subscribe(() => {
		told += 1;
	});
	onTestFinished(stop);
	await nextTask();
	setting.set(true);
	window.dispatchEvent(new StorageEvent('storage', { key }));
	window.dispatchEvent(new StorageEvent('storage', { key: 'another' }));
	stop();
	window.dispatchEvent(new StorageEvent('storage', { key }));
	expect(told).toBe(2);
});

it('tells of what another tab chose before the browser listened', async () => {
	const setting = createDeviceSwitch(key, false);
	let told = 0;
	const stop = setting.subscribe(() => {
		told += 1;
	});
	onTestFinished(stop);
	localStorage.setItem(key, 'on');
	await nextTask();
	expect([setting.get(), told]).toEqual([true, 1]);
});

it('holds for this page where the browser refuses storage', () => {
	const setting = listOf(() => {
		throw new DOMException('Not here.', 'SecurityError');
	});
	expect(setting.get()).toEqual([]);
	setting.set(['a']);
	expect(setting.get()).toEqual(['a']);
});
