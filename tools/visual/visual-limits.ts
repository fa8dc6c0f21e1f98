/** What counts as the same picture. */
export interface VisualLimits {
	/** From 0 to 1: how far two colours may lie apart and still be equal; 1 is black against white. */
	colourThreshold: number;
	/** How many pixels may differ all the same; anti-aliasing that moved does not count. */
	maximumDifferentPixels: number;
	/** Pixels. What is taller is cut off: a story that grows without end fills no disk. */
	maximumHeight: number;
}

export const defaultLimits: VisualLimits = {
	colourThreshold: 0.05,
	maximumDifferentPixels: 0,
	maximumHeight: 4000,
};
