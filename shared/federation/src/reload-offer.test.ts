import { expect, it, vi } from 'vitest';
import { createReloadOffer } from './reload-offer.ts';

const createStorage = () => {
	const items = new Map<string, string>();
	return {
		getItem: (key: string) => items.get(key) ?? null,
		setItem: (key: string, value: string) => void items.set(key, value),
	};
};

it('loading the page again is offered once for a build, also to the page that then comes', () => {
	const storage = createStorage();
	const reload = vi.fn();
	const offer = createReloadOffer({ storage, reload });
	expect(offer.isSpent('b1')).toBe(false);
	offer.take('b1');
	expect(reload).toHaveBeenCalledOnce();
	expect(createReloadOffer({ storage, reload }).isSpent('b1')).toBe(true);
	expect(createReloadOffer({ storage, reload }).isSpent('b2')).toBe(false);
});

it('where nothing can be noted it is neither offered nor done', () => {
	const refuse = () => {
		throw new DOMException('The storage is full.', 'QuotaExceededError');
	};
	const reload = vi.fn();
	const offer = createReloadOffer({ storage: { getItem: refuse, setItem: refuse }, reload });
	expect(offer.isSpent('b1')).toBe(true);
	offer.take('b1');
	expect(reload).not.toHaveBeenCalled();
});
