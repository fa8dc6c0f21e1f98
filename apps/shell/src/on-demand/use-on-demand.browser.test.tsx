import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createOnDemand, type OnDemand } from './create-on-demand.ts';
import { useOnDemand } from './use-on-demand.ts';

const Page = () => <p>The page</p>;

const mount = (code: OnDemand<object>, onFailed = vi.fn()) => {
	/** What was shown, from the first render on. */
	const shown: string[] = [];
	const Showing = ({ wanted }: { wanted: boolean }) => {
		const Known = useOnDemand({ wanted, code, onFailed });
		shown.push(Known !== null ? 'page' : wanted ? 'nothing' : 'closed');
		return Known === null || !wanted ? null : <Known />;
	};
	const root = createRoot(document.createElement('div'));
	const render = (wanted: boolean) =>
		root.render(
			<StrictMode>
				<Showing wanted={wanted} />
			</StrictMode>,
		);
	onTestFinished(() => root.unmount());
	return { shown, onFailed, render, unmount: () => root.unmount() };
};

it('what came once is there at once when one comes back', async () => {
	const fetchCode = vi.fn(async () => Page);
	const code = createOnDemand(fetchCode);
	const first = mount(code);
	first.render(true);
	await expect.poll(() => first.shown.at(-1)).toBe('page');
	first.unmount();

	const second = mount(code);
	second.render(true);
	await expect.poll(() => second.shown.length).toBeGreaterThan(0);
	expect(second.shown).not.toContain('nothing');
});

it('code that somebody fetched ahead is shown without asking again', async () => {
	const fetchCode = vi.fn(async () => Page);
	const code = createOnDemand(fetchCode);
	const { shown, render } = mount(code);
	render(false);
	await expect.poll(() => shown.at(-1)).toBe('closed');
	await code.load();
	await expect.poll(() => shown.at(-1)).toBe('page');
	expect(fetchCode).toHaveBeenCalledTimes(1);
});

it('code that does not come is told of, and asked for again when it is wanted again', async () => {
	const fetchCode = vi.fn(async () => Page).mockRejectedValue(new TypeError('no network'));
	const { shown, onFailed, render } = mount(createOnDemand<object>(fetchCode));
	render(true);
	await expect.poll(() => onFailed.mock.calls.length).toBe(1);
	render(false);
	fetchCode.mockResolvedValue(Page);
	await expect.poll(() => shown.at(-1)).toBe('closed');
	render(true);
	await expect.poll(() => shown.at(-1)).toBe('page');
	expect(onFailed).toHaveBeenCalledTimes(1);
});
