import { createContext, type ReactNode, use, useMemo, useState } from 'react';

/** What lies over the page and can be opened from several places. */
export type OverlayName = 'palette' | 'shortcuts' | 'sign-out';

interface Overlays {
	/** One at a time. */
	opened: OverlayName | null;
	open(name: OverlayName): void;
	close(): void;
}

const OverlaysContext = createContext<Overlays | null>(null);

export const OverlaysProvider = ({ children }: { children: ReactNode }) => {
	const [opened, setOpened] = useState<OverlayName | null>(null);
	const overlays = useMemo(
		() => ({ opened, open: (name: OverlayName) => setOpened(name), close: () => setOpened(null) }),
		[opened],
	);
	return <OverlaysContext value={overlays}>{children}</OverlaysContext>;
};

/** Throws outside an `OverlaysProvider`. */
export const useOverlays = (): Overlays => {
	const overlays = use(OverlaysContext);
	if (overlays === null) throw new Error('useOverlays needs an <OverlaysProvider> above it.');
	return overlays;
};
