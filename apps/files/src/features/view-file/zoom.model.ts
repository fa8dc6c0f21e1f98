/** Pixels. */
export interface Size {
	width: number;
	height: number;
}

export interface Point {
	x: number;
	y: number;
}

/** How a picture lies in its place. */
export interface PictureView {
	/** 1: as large as fits. */
	scale: number;
	/** Pixels from the middle of its place to its own. */
	x: number;
	y: number;
}

export const fitted: PictureView = { scale: 1, x: 0, y: 0 };

/** As often as large as fits. */
export const maximumScale = 8;
/** Of one press or key. */
export const zoomStep = 1.5;
/** Pixels of one key. */
export const panStep = 64;

/** The size of a picture that fits its place; a small one is not made larger. */
export const fitInto = (picture: Size, place: Size): Size => {
	const share = Math.min(1, place.width / picture.width, place.height / picture.height);
	return { width: picture.width * share, height: picture.height * share };
};

const clamp = (value: number, limit: number): number => Math.min(limit, Math.max(-limit, value));

/** Keeps its edges at those of its place: there is nothing to be seen beyond. */
const keepInside = ({ scale, x, y }: PictureView, fit: Size, place: Size): PictureView => ({
	scale,
	x: clamp(x, Math.max(0, (fit.width * scale - place.width) / 2)),
	y: clamp(y, Math.max(0, (fit.height * scale - place.height) / 2)),
});

/** Around a point, counted from the middle of the place, which stays where it is. */
export const zoomBy = (
	view: PictureView,
	factor: number,
	{ fit, place, at = { x: 0, y: 0 } }: { fit: Size; place: Size; at?: Point },
): PictureView => {
	const scale = Math.min(maximumScale, Math.max(1, view.scale * factor));
	const grown = scale / view.scale;
	return keepInside({ scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }, fit, place);
};

export const panBy = (view: PictureView, by: Point, { fit, place }: { fit: Size; place: Size }): PictureView =>
	keepInside({ ...view, x: view.x + by.x, y: view.y + by.y }, fit, place);

const distance = ([one, other]: Pinch): number => Math.hypot(one.x - other.x, one.y - other.y);
const middle = ([one, other]: Pinch): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });

/** Two fingers, counted from the middle of the place. */
export type Pinch = readonly [Point, Point];

/** What lies between two fingers goes with them: larger as they part, and to where they go. */
export const pinchBy = (
	view: PictureView,
	{ from, to }: { from: Pinch; to: Pinch },
	{ fit, place }: { fit: Size; place: Size },
): PictureView => {
	const [was, is] = [middle(from), middle(to)];
	// Less than a pixel apart they say nothing of a size.
	const factor = Math.max(1, distance(to)) / Math.max(1, distance(from));
	return panBy(zoomBy(view, factor, { fit, place, at: was }), { x: is.x - was.x, y: is.y - was.y }, { fit, place });
};
