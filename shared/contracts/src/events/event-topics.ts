import type { Topic } from './topics.ts';

type Payload = Readonly<Record<string, unknown>>;

const idIn = (value: unknown, key: string): unknown =>
	typeof value === 'object' && value !== null ? (value as Payload)[key] : undefined;

const placeAndPart = (place: Topic, id: unknown): Topic[] =>
	typeof id === 'string' ? [place, `${place}:${id}`] : [place];

/** The topics of every event, by the area in front of its name. */
const topicsByArea: Readonly<Record<string, (payload: Payload) => Topic[]>> = {
	users: ({ user, id }) => placeAndPart('users', idIn(user, 'id') ?? id),
	files: ({ file, ownerId }) => placeAndPart('files', idIn(file, 'ownerId') ?? ownerId),
	data: ({ collection, id }) => (typeof collection === 'string' ? placeAndPart(`data:${collection}`, id) : []),
	sessions: () => ['sessions'],
};

/** The topics of an event: who follows any of them, and may see it, gets it. */
export const topicsOf = (type: string, payload: unknown): readonly Topic[] => {
	const area = type.split(':', 1)[0] ?? type;
	const isKnown = Object.hasOwn(topicsByArea, area) && typeof payload === 'object' && payload !== null;
	return isKnown ? (topicsByArea[area]?.(payload as Payload) ?? []) : [];
};
