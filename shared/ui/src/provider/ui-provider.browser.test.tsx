import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
	AppShell,
	Badge,
	Button,
	type ColorSchemeControl,
	colorSchemeKey,
	colorSchemeScript,
	contrastKey,
	Group,
	Modal,
	Text,
	UiProvider,
	useColorScheme,
} from '../index.ts';

declare global {
	var IS_REACT_ACT_ENVIRONMENT: boolean;
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true;

const contrast = () => document.documentElement.getAttribute('data-contrast');
const scheme = () => document.documentElement.getAttribute('data-mantine-color-scheme');
let root: Root;
let control: ColorSchemeControl;

function Probe() {
	control = useColorScheme();
	return null;
}

let closeDialog: () => void;

function PageWithDialog() {
	const [opened, setOpened] = useState(false);
	closeDialog = () => setOpened(false);
	return (
		<>
			<Button onClick={() => setOpened(true)}>Open</Button>
			<Modal opened={opened} onClose={closeDialog} title="Title" />
		</>
	);
}

beforeEach(() => {
	localStorage.clear();
	document.documentElement.removeAttribute('data-mantine-color-scheme');
	document.documentElement.removeAttribute('data-contrast');
	root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
	act(() => root.unmount());
	document.body.replaceChildren();
});

const show = (children = <Probe />) => act(() => root.render(<UiProvider>{children}</UiProvider>));

test('follows the system until the person chooses, and keeps the choice', () => {
	const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
	show();
	expect(control.colorScheme).toBe('auto');
	expect(scheme()).toBe(system);
	act(() => control.toggleColorScheme());
	expect(scheme()).not.toBe(system);
	expect(localStorage.getItem(colorSchemeKey)).toBe(scheme());
});

test('starts with the stored choice, and takes none that is not one', () => {
	localStorage.setItem(colorSchemeKey, 'dark');
	show();
	expect(scheme()).toBe('dark');
	act(() => root.unmount());
	localStorage.setItem(colorSchemeKey, 'sepia');
	root = createRoot(document.body);
	show();
	expect(control.colorScheme).toBe('auto');
});

test('follows a choice made in another tab', () => {
	show();
	localStorage.setItem(colorSchemeKey, 'dark');
	act(() => {
		dispatchEvent(new StorageEvent('storage', { key: colorSchemeKey, newValue: 'dark' }));
	});
	expect(scheme()).toBe('dark');
});

test('the inline script puts the stored scheme on the page before anything is loaded', () => {
	localStorage.setItem(colorSchemeKey, 'dark');
	new Function(colorSchemeScript)();
	expect(scheme()).toBe('dark');
	localStorage.setItem(colorSchemeKey, 'light');
	new Function(colorSchemeScript)();
	expect(scheme()).toBe('light');
});

test('has the contrast of the system until the person chooses, and keeps the choice', () => {
	const system = matchMedia('(prefers-contrast: more)').matches ? 'more' : 'normal';
	show();
	expect(control.contrast).toBe(system);
	expect(control.contrastChoice).toBe('auto');
	act(() => control.setContrast('more'));
	expect(contrast()).toBe('more');
	expect(localStorage.getItem(contrastKey)).toBe('more');
	act(() => control.setContrast('normal'));
	expect(contrast()).toBe('normal');
	act(() => control.setContrast('auto'));
	expect(contrast()).toBe(system);
});

test('the inline script puts the stored contrast on the page, and takes none that is not one', () => {
	localStorage.setItem(contrastKey, 'more');
	new Function(colorSchemeScript)();
	expect(contrast()).toBe('more');
	localStorage.setItem(contrastKey, 'loud');
	new Function(colorSchemeScript)();
	expect(contrast()).toBe(matchMedia('(prefers-contrast: more)').matches ? 'more' : 'normal');
});

// The page's policy has no `unsafe-inline`: a style element without the nonce would be refused.
test('puts no style element into the page', () => {
	const before = document.querySelectorAll('style').length;
	show(
		<AppShell navbar={{}}>
			<AppShell.Main>
				<Group>
					<Text c="dimmed">Text</Text>
					<Badge>Badge</Badge>
					<Button loading>Button</Button>
				</Group>
				<Modal opened onClose={() => {}} title="Title">
					Content
				</Modal>
			</AppShell.Main>
		</AppShell>,
	);
	expect(document.querySelectorAll('style').length).toBe(before);
	expect(document.querySelector('dialog')?.open).toBe(true);
});

test('gives the focus back when a dialog is taken away', () => {
	show(<PageWithDialog />);
	const button = document.querySelector('button') as HTMLButtonElement;
	button.focus();
	act(() => button.click());
	expect(document.activeElement?.closest('dialog')).not.toBeNull();
	act(() => closeDialog());
	expect(document.activeElement).toBe(button);
});
