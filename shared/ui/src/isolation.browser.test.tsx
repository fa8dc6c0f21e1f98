import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppShell, Button, UiProvider } from './index.ts';
import papers from './testing/isolation/papers.module.css';
import people from './testing/isolation/people.module.css';

// Two remotes whose authors chose the same class names, in one page with the shell.
let root: Root;

const show = (content: React.ReactNode) => act(() => root.render(<UiProvider>{content}</UiProvider>));
const styleOf = (selector: string) => getComputedStyle(document.querySelector(selector) as HTMLElement);

beforeEach(() => {
	globalThis.IS_REACT_ACT_ENVIRONMENT = true;
	root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
	act(() => root.unmount());
	document.body.replaceChildren();
});

const page = (
	<AppShell>
		<p className="card" data-of="shell">
			A paragraph of the shell that happens to have the class <strong>card</strong>
		</p>
		<section className={people.card} data-of="people">
			<strong>People</strong>
		</section>
		<section className={papers.card} data-of="papers">
			<strong>Papers</strong>
		</section>
	</AppShell>
);

test('classes of the same name in two remotes are two classes', () => {
	expect(people.card).not.toBe(papers.card);
	show(page);
	expect(styleOf('[data-of=people]').color).toBe('rgb(1, 2, 3)');
	expect(styleOf('[data-of=papers]').color).toBe('rgb(4, 5, 6)');
});

test('what one remote says of elements holds within it alone', () => {
	show(page);
	expect(styleOf('[data-of=people] strong').letterSpacing).toBe('3px');
	expect(styleOf('[data-of=papers] strong').letterSpacing).toBe('normal');
	expect(styleOf('[data-of=papers]').paddingInlineStart).toBe('0px');
});

test('the shell stays as it is, whatever remotes call their classes', () => {
	show(
		<AppShell>
			<p className="card" data-of="shell">
				Alone
			</p>
		</AppShell>,
	);
	const alone = { ...styleOf('[data-of=shell]') };
	show(page);
	expect({ ...styleOf('[data-of=shell]') }.color).toBe(alone.color);
	expect(styleOf('[data-of=shell] strong').letterSpacing).toBe('normal');
});

test('a remote restyles a component it draws, and none that another draws', () => {
	show(
		<>
			<Button className={people.card ?? ''} data-of="own">
				Own
			</Button>
			<Button data-of="other">Other</Button>
		</>,
	);
	// The layer of remotes comes last: it wins without a fight of selectors.
	expect(styleOf('[data-of=own]').paddingInlineStart).toBe('7px');
	expect(styleOf('[data-of=other]').paddingInlineStart).toBe('12px');
});
